package com.callvault.signaling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./callvault doctor} on one machine, a real coturn on another, and between them what goes wrong at operators'. */
class IceDoctorIT {
    private static final String UDP = "turn:5.5.5.2:3478?transport=udp";
    private static final String TCP = "turn:5.5.5.2:3478?transport=tcp";
    private static final String TLS = "turns:5.5.5.2:5349";
    private static final String BY_SECRET = "--use-auth-secret --static-auth-secret=right";
    private static final String BY_NAME = "--lt-cred-mech --user=ana:right --user=1690000000:right";
    private static final String REACHABLE = "--relay-ip=5.5.5.2";

    private static final String UDP_FOUND = "(?m)^turn:5\\.5\\.5\\.2:3478\\?transport=udp +";
    private static final String TCP_FOUND = "(?m)^turn:5\\.5\\.5\\.2:3478\\?transport=tcp +";

    private static final String TLS_FOUND = "(?m)^turns:5\\.5\\.5\\.2:5349 +";

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    static Path temp;

    private static OwnNetwork network;

    @BeforeAll
    static void twoMachines() throws IOException {
        network = new OwnNetwork();
        network.run("cd " + temp);
        certificate("right", "5.5.5.2");
        certificate("other", "5.5.5.3");
        network.run(
                "coproc DOCTOR { ip netns exec here %s/java -XX:TieredStopAtLevel=1 -Djavax.net.ssl.trustStore=trusted.p12 -Djavax.net.ssl.trustStorePassword=changeit -cp '%s' %s 2>doctor.log; }"
                        .formatted(
                                JAVA,
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                IceDoctorProcess.class.getName()));
    }

    @AfterAll
    static void theNetworkIsGone() {
        network.close();
    }

    @AfterEach
    void nothingIsFilteredAndNothingRuns() {
        network.run("ip netns exec relay iptables -F; pkill -x turnserver; pkill -x turnutils_uclie");
        network.await("! pgrep -x turnserver && ! pgrep -x turnutils_uclie");
    }

    @Test
    void whatServesIsGood() {
        coturn(REACHABLE, BY_SECRET);
        assertThat(bySecret("right", UDP, TCP))
                .contains("TURN_MODE is custom.")
                .containsPattern(UDP_FOUND + "good, \\d+ ms$")
                .containsPattern(TCP_FOUND + "good, \\d+ ms$")
                .endsWith("exit 0");
    }

    @Test
    void nothingListens() {
        assertThat(bySecret("right", UDP, TCP))
                .contains(finding(
                        UDP,
                        "nothing_listens",
                        "The machine answers, but nothing listens there.",
                        "Start coturn, and compare its listening-port with the port of the URL."))
                .containsPattern(TCP_FOUND + "nothing_listens")
                .endsWith("exit 1");
    }

    @Test
    void udpIsDropped() {
        coturn(REACHABLE, BY_SECRET);
        drop("INPUT -p udp --dport 3478");
        assertThat(bySecret("right", UDP, TCP))
                .contains(finding(
                        UDP,
                        "udp_filtered",
                        "Nothing comes back over UDP, while the same port answers over TCP.",
                        "Open this port for UDP, in the firewall of the machine and of its provider."))
                .containsPattern(TCP_FOUND + "good")
                .endsWith("exit 1");
    }

    @Test
    void everythingIsDropped() {
        coturn(REACHABLE, BY_SECRET);
        drop("INPUT");
        assertThat(bySecret("right", UDP, TCP))
                .contains(finding(
                        UDP,
                        "unreachable",
                        "Nothing comes back.",
                        "Is the machine up, and does its firewall let this port in?"))
                .containsPattern(TCP_FOUND + "unreachable");
    }

    @Test
    void thePasswordIsWrong() {
        coturn(REACHABLE, BY_SECRET);
        assertThat(bySecret("wrong", UDP))
                .contains(finding(
                        UDP,
                        "wrong_credentials",
                        "It refuses the credentials (401).",
                        "Compare TURN_SECRET with coturn's static-auth-secret, or TURN_USERNAME and TURN_CREDENTIAL with its"
                                + " user; and restart coturn after a change."));
    }

    @Test
    void aNameOfAnotherRealm() {
        coturn(REACHABLE, BY_NAME, "--realm=theirs.example");
        assertThat(byName("ana", "right", "--callvault.ice.turn-realm=theirs.example"))
                .endsWith("exit 0");
        assertThat(byName("ana", "made-for-another-realm", "--callvault.ice.turn-realm=ours.example"))
                .contains(finding(
                        UDP,
                        "wrong_realm",
                        "It refuses the credentials (401), and its realm is theirs.example.",
                        "A user belongs to one realm: set coturn's realm to the one of TURN_REALM."));
    }

    @Test
    void theSecretHasExpired() {
        coturn(REACHABLE, BY_NAME);
        assertThat(byName("1690000000:ana", "right"))
                .contains(finding(
                        UDP,
                        "credentials_expired",
                        "The credentials ran out at 2023-07-22T04:26:40Z.",
                        "Make new ones, or set TURN_SECRET in place of TURN_USERNAME and TURN_CREDENTIAL: then each call has its"
                                + " own."));
    }

    @Test
    void theRelaysAddressIsPrivate() {
        coturn("--relay-ip=10.9.9.9", BY_SECRET);
        assertThat(bySecret("right", UDP))
                .contains(finding(
                        UDP,
                        "relay_address_private",
                        "It offers 10.9.9.9 as relay, which nobody reaches from outside.",
                        "Set coturn's external-ip to the public address of the machine."));
    }

    @Test
    void theRelayRangeIsDropped() {
        coturn(REACHABLE, BY_SECRET);
        drop("INPUT -p udp --dport 50000:50010");
        assertThat(bySecret("right", UDP, TCP))
                .containsPattern(
                        UDP_FOUND
                                + "relay_range_filtered\n    A relay is given, but no packet gets to it at 5\\.5\\.5\\.2:500\\d\\d\\.\n"
                                + "    Open min-port to max-port for UDP, in the firewall of the machine and of its provider\\.")
                .containsPattern(TCP_FOUND + "relay_range_filtered");
    }

    @Test
    void nothingLeavesTheRelay() {
        coturn(REACHABLE, BY_SECRET);
        drop("OUTPUT -p udp --sport 50000:50010");
        assertThat(bySecret("right", UDP))
                .contains(finding(
                        UDP,
                        "relay_does_not_send",
                        "Packets get into the relay, but none out of it.",
                        "Let the machine send UDP from min-port to max-port."));
    }

    @Test
    void theQuotaIsReached() {
        coturn(REACHABLE, BY_SECRET, "--total-quota=1");
        network.run(
                "ip netns exec here turnutils_uclient -u x -W right -y -n 2000 -e 5.5.5.1 5.5.5.2 >/dev/null 2>&1 &");
        network.await("grep 'ALLOCATE processed, success' relay.log");
        assertThat(bySecret("right", UDP))
                .contains(finding(
                        UDP,
                        "quota_reached",
                        "It has no relay left for this name, or none at all (486).",
                        "Raise user-quota and total-quota, or wait until calls end."));
    }

    @Test
    void itsClockIsOffByAnHour() {
        coturn("faketime -f +1h", REACHABLE, BY_SECRET);
        assertThat(bySecret("right", UDP))
                .contains(finding(
                        UDP,
                        "clock_wrong",
                        "It takes credentials of the next minute for expired: its clock is ahead of this server's.",
                        "Set both clocks by NTP."));
    }

    @Test
    void theCertificateIsForAnotherName() {
        coturn(REACHABLE, BY_SECRET, "--cert=right.pem --pkey=right.key");
        assertThat(bySecret("right", TLS)).containsPattern(TLS_FOUND + "good, ");
        nothingIsFilteredAndNothingRuns();
        coturn(REACHABLE, BY_SECRET, "--cert=other.pem --pkey=other.key");
        assertThat(bySecret("right", TLS))
                .containsPattern(TLS_FOUND
                        + "certificate_wrong\n    Its certificate is not good for this name: .*5\\.5\\.5\\.2.*\n    Give coturn"
                        + " \\(cert, pkey\\) a valid certificate of exactly this name, with the chain\\.");
    }

    @Test
    void tlsWhereThereIsNone() {
        coturn(REACHABLE, BY_SECRET, "--no-tls");
        assertThat(bySecret("right", "turns:5.5.5.2:3478"))
                .contains(finding(
                        "turns:5.5.5.2:3478",
                        "no_tls",
                        "What answers there does not speak TLS.",
                        "Use turn: in place of turns:, or give coturn a certificate and name its tls-listening-port."));
    }

    @Test
    void ourOwnAddressIsForbiddenToIt() {
        coturn(REACHABLE, BY_SECRET, "--denied-peer-ip=5.5.5.0-5.5.5.255");
        assertThat(bySecret("right", UDP))
                .contains(finding(
                        UDP,
                        "peer_forbidden",
                        "It gives a relay, but lets no packets to this server's own address (403), so relaying could not be tried.",
                        "That is right where that address is private: try from a browser."))
                .endsWith("exit 0");
    }

    /** Trusted by the doctor, each for its own address. */
    private static void certificate(String name, String address) {
        network.run(("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%2$s -addext subjectAltName=IP:%2$s"
                        + " -keyout %1$s.key -out %1$s.pem; %3$s/keytool -importcert -noprompt -storepass changeit"
                        + " -keystore trusted.p12 -alias %1$s -file %1$s.pem")
                .formatted(name, address, JAVA));
    }

    private static String bySecret(String secret, String... urls) {
        return ask("--callvault.ice.turn-secret=" + secret, urls);
    }

    private static String byName(String name, String password, String... more) {
        return ask(
                "--callvault.ice.turn-username=" + name + " --callvault.ice.turn-credential=" + password + " "
                        + String.join(" ", more),
                UDP);
    }

    private static String ask(String credentials, String... urls) {
        return network.run(("echo '--callvault.ice.mode=custom --callvault.ice.turn-urls=%s %s' >&${DOCTOR[1]};"
                        + " while read -r line; do echo \"$line\"; case $line in exit*) break ;; esac; done <&${DOCTOR[0]}")
                .formatted(String.join(",", urls), credentials)
                .replace("read -r line", "IFS= read -r line"));
    }

    private static String finding(String url, String code, String what, String cure) {
        return "%-60s %s%n    %s%n    %s".formatted(url, code, what, cure);
    }

    private static void drop(String packets) {
        network.run("ip netns exec relay iptables -A " + packets + " -j DROP");
    }

    /** Without TLS unless that is asked for; a first option without dashes is a command to run it by. */
    private static void coturn(String... options) {
        String all = String.join(" ", options);
        boolean plain = all.startsWith("-");
        network.run("ip netns exec relay " + (plain ? "" : all.substring(0, all.indexOf(" --") + 1))
                + "turnserver -n --listening-ip=5.5.5.2 --min-port=50000 --max-port=50010 --no-cli --log-file=stdout -v "
                + (all.contains("--realm") ? "" : "--realm=ours.example ")
                + (plain ? all : all.substring(all.indexOf(" --") + 1)) + " >relay.log 2>&1 &");
        // Port 3478, of UDP and of TCP.
        network.await(
                "ip netns exec relay grep ':0D96 ' /proc/net/udp && ip netns exec relay grep ':0D96 ' /proc/net/tcp");
    }
}
