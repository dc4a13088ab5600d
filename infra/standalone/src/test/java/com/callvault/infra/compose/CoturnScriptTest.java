package com.callvault.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./callvault coturn} prints, and what it says of settings that would make a relay that does not relay. */
class CoturnScriptTest {
    private static final String SECRET = "0123456789abcdefSECRET";
    private static final Map<String, String> GOOD =
            Map.of("TURN_SECRET", SECRET, "TURN_EXTERNAL_IP", "9.9.9.9/10.1.2.3");

    @TempDir
    Path folder;

    @Test
    void itPrintsAWholeConfigurationAndWhatToSetInCallVault() throws Exception {
        var said = CoturnScript.run(GOOD);
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out().lines())
                .contains(
                        "listening-port=3478",
                        "relay-ip=10.1.2.3",
                        "external-ip=9.9.9.9/10.1.2.3",
                        "allowed-peer-ip=10.1.2.3",
                        "min-port=49152",
                        "max-port=65535",
                        "realm=callvault",
                        "static-auth-secret=" + SECRET,
                        "user-quota=12",
                        "total-quota=400",
                        "no-tls",
                        "use-auth-secret",
                        "no-cli",
                        "no-tcp-relay")
                .noneMatch(line -> line.startsWith("cert="));
        assertThat(said.err()).endsWith("""
                        For CallVault, beside the same TURN_SECRET:
                        TURN_MODE=custom
                        TURN_URLS=turn:9.9.9.9:3478?transport=udp,turn:9.9.9.9:3478?transport=tcp
                        STUN_URLS=stun:9.9.9.9:3478
                        """).doesNotContain(SECRET);
    }

    @Test
    void withACertificateItSpeaksTls() throws Exception {
        var certificate = Files.createFile(folder.resolve("fullchain.pem")).toAbsolutePath();
        var key = Files.createFile(folder.resolve("privkey.pem")).toAbsolutePath();
        var said = CoturnScript.run(with(
                "TURN_CERT=" + certificate,
                "TURN_KEY=" + key,
                "TURN_HOST=turn.example",
                "TURN_SECRET_BEFORE=abcdefghijklmnop"));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out().lines())
                .contains("tls-listening-port=5349", "cert=" + certificate, "pkey=" + key)
                .contains("static-auth-secret=" + SECRET, "static-auth-secret=abcdefghijklmnop")
                .doesNotContain("no-tls");
        assertThat(said.err()).contains(",turns:turn.example:5349?transport=tcp\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TURN_SECRET= | TURN_SECRET is not set: ",
                "TURN_SECRET=short | TURN_SECRET is too short ",
                "TURN_SECRET=0123456789abcdef#0 | TURN_SECRET has a character ",
                "TURN_SECRET_BEFORE=short | TURN_SECRET_BEFORE is too short ",
                "TURN_EXTERNAL_IP= | TURN_EXTERNAL_IP is not set: ",
                "TURN_EXTERNAL_IP=turn.example | TURN_EXTERNAL_IP is \"turn.example\": it must be an IPv4 address, ",
                "TURN_EXTERNAL_IP=1.2.3.256 | TURN_EXTERNAL_IP is \"1.2.3.256\": ",
                "TURN_EXTERNAL_IP=9.9.9.9/ | TURN_EXTERNAL_IP is \"9.9.9.9/\": ",
                "TURN_EXTERNAL_IP=10.1.2.3 | TURN_EXTERNAL_IP has 10.1.2.3, which nobody outside reaches",
                "TURN_EXTERNAL_IP=172.31.0.1/10.1.2.3 | TURN_EXTERNAL_IP has 172.31.0.1, which nobody outside reaches",
                "TURN_EXTERNAL_IP=9.9.9.9/127.0.0.1 | TURN_EXTERNAL_IP has 127.0.0.1 as the machine's own address",
                "TURN_MODE=metered | TURN_MODE is metered, ",
                "TURN_USERNAME=somebody | TURN_USERNAME and TURN_CREDENTIAL exclude TURN_SECRET",
                "TURN_MIN_PORT=50000 TURN_MAX_PORT=49999 | TURN_MIN_PORT 50000 is above TURN_MAX_PORT 49999.",
                "TURN_MAX_PORT=70000 | TURN_MAX_PORT is \"70000\": it must be a number from 1024 to 65535.",
                "TURN_PORT=turn | TURN_PORT is \"turn\": ",
                "TURN_PORT=50000 | coturn listens on 50000, which is one of the relays' ports",
                "TURN_PORT=5349 TURN_CERT=/cert.pem | TURN_PORT and TURN_TLS_PORT are both 5349",
                "TURN_CERT=/cert.pem | TURN_CERT is set, but TURN_KEY is not",
                "TURN_KEY=/key.pem | TURN_KEY is set, but TURN_CERT is not",
                "TURN_CERT=/nowhere.pem TURN_KEY=key.pem | TURN_CERT is /nowhere.pem, and there is no such file",
                "TURN_CERT=/nowhere.pem TURN_KEY=key.pem | TURN_KEY is key.pem: it must be a whole path",
                "TURN_CERT=/nowhere.pem TURN_KEY=key.pem | TURN_CERT is set, but TURN_HOST is not",
                "TURN_HOST=https://turn.example | TURN_HOST is \"https://turn.example\": ",
                "TURN_REALM=a=b | TURN_REALM is \"a=b\": ",
                "TURN_USER_QUOTA=0 | TURN_USER_QUOTA is \"0\": ",
            })
    void whatIsMissingOrContradictsIsNamed(String settings, String sentence) throws Exception {
        var said = CoturnScript.run(with(settings.split(" ", -1)));
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains(sentence).doesNotContain(SECRET);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() throws Exception {
        var said = CoturnScript.run(with("TURN_SECRET=", "TURN_PORT=0", "TURN_KEY=/key.pem"));
        assertThat(said.err()).contains("TURN_SECRET is", "TURN_PORT is", "TURN_KEY is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table | in        UDP      50000-50100",
                "nftables | nft insert rule inet filter input udp dport { 3478, 50000-50100 } accept",
                "iptables | iptables -I INPUT -p udp -m multiport --dports 3478,50000:50100 -j ACCEPT",
                "ufw | ufw allow 3478,50000:50100/udp",
                "firewalld | firewall-cmd --permanent --add-port=50000-50100/udp",
            })
    void theRulesOfAFirewallAreOfTheSameSettings(String kind, String rule) throws Exception {
        var said = CoturnScript.run(Map.of("TURN_MIN_PORT", "50000", "TURN_MAX_PORT", "50100"), "firewall", kind);
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains(rule).doesNotContain("5349");
    }

    @Test
    void aFirewallIsOpenForTlsWhereThereIsACertificate() throws Exception {
        var environment = Map.of("TURN_CERT", "/cert.pem", "TURN_KEY", "/key.pem");
        for (var kind : new String[] {"table", "nftables", "iptables", "ufw", "firewalld"}) {
            assertThat(CoturnScript.run(environment, "firewall", kind).out()).contains("5349");
        }
        assertThat(CoturnScript.run(environment, "firewall", "pf").exitCode()).isEqualTo(1);
    }

    private static Map<String, String> with(String... settings) {
        var environment = new TreeMap<>(GOOD);
        Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> environment.put(setting[0], setting[1]));
        return environment;
    }
}
