package com.callvault.signaling.ice.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.callvault.infra.embedded.LoopbackPorts;
import com.callvault.signaling.ice.doctor.TurnDoctor.Credentials;
import com.callvault.signaling.ice.doctor.TurnSession.Refused;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.RequestedTransportAttribute;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real coturn with the configuration that {@code ./callvault coturn} makes: it relays to the public Internet, and no further. */
class ShippedCoturnIT {
    private static final String SECRET = "the-secret-of-now-0123";
    private static final String SECRET_BEFORE = "the-secret-before-4567";
    /** Nothing is sent there. */
    private static final String PUBLIC = "9.9.9.9";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final char CHANNEL = 0x4000;
    private static final byte TCP = 6;
    private static final int USER_QUOTA = 12;

    @TempDir
    private static Path folder;

    private static final int PORT = LoopbackPorts.findRow(1);
    private static final int CLI_PORT = LoopbackPorts.find(1, Set.of(PORT)).getFirst();
    private static Coturn coturn;

    @BeforeAll
    static void start() throws Exception {
        String shipped = shipped(PUBLIC, PORT);
        // Where CLI is on, a password and a port are all it needs.
        coturn = Coturn.start(
                folder,
                server(PORT),
                shipped.replace("relay-ip=" + PUBLIC, "relay-ip=" + LOOPBACK + (Ipv6.isThere() ? "\nrelay-ip=::1" : ""))
                        + "listening-ip=" + LOOPBACK + "\ncli-password=any\ncli-port=" + CLI_PORT + "\n");
    }

    @AfterAll
    static void stop() throws IOException {
        coturn.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255"
            })
    void noRelayReachesAForbiddenAddress(String peer) throws Exception {
        try (TurnSession session = session(PORT)) {
            allocate(session);
            expectRefusalOf(session, InetAddress.ofLiteral(peer));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::7f00:1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void noRelayReachesAForbiddenAddressInIpv6(String peer) throws Exception {
        assumeTrue(Ipv6.isThere(), "IPv6 on the loopback");
        try (TurnSession session = session(PORT)) {
            allocateInIpv6(session);
            expectRefusalOf(session, Ipv6.address(peer));
        }
    }

    @Test
    void aRelayReachesThePublicInternet() throws Exception {
        try (TurnSession session = session(PORT)) {
            allocate(session);
            session.permit(InetAddress.ofLiteral("8.8.8.8"));
            bindChannel(session, InetAddress.ofLiteral("1.1.1.1"));
        }
    }

    @Test
    void aRelayReachesThePublicInternetInIpv6() throws Exception {
        assumeTrue(Ipv6.isThere(), "IPv6 on the loopback");
        try (TurnSession session = session(PORT)) {
            allocateInIpv6(session);
            session.permit(Ipv6.address("2001:4860:4860::8888"));
            bindChannel(session, Ipv6.address("2606:4700:4700::1111"));
        }
    }

    /** So that two people who are both relayed hear each other; its address in its own network is as forbidden as its neighbours. */
    @Test
    void aRelayBehindNatReachesAnother(@TempDir Path behindNat) throws Exception {
        Optional<String> own = ownAddress();
        assumeTrue(own.isPresent(), "an IPv4 address beside the loopback");
        int port = LoopbackPorts.findRow(1);
        String shipped = shipped(PUBLIC + "/" + own.orElseThrow(), port);
        try (Coturn here = Coturn.start(behindNat, server(port), shipped + "listening-ip=" + LOOPBACK + "\n");
                TurnSession alice = session(port);
                TurnSession bob = session(port)) {
            InetSocketAddress alicesRelay = allocate(alice);
            InetSocketAddress bobsRelay = allocate(bob);
            assertThat(alicesRelay.getAddress().getHostAddress()).as(here.log()).isEqualTo(PUBLIC);
            alice.permit(bobsRelay.getAddress());
            bob.permit(alicesRelay.getAddress());

            byte[] words = "through both".getBytes(UTF_8);
            alice.send(bobsRelay, words);
            TurnSession.Data heard = bob.receive(words, WITHIN);
            assertThat(heard).isEqualTo(new TurnSession.Data(alicesRelay, ByteBuffer.wrap(words)));
        }
    }

    @Test
    void noRelayIsForTcp() throws Exception {
        try (TurnSession session = session(PORT)) {
            Credentials.Pair pair = somebody(SECRET);
            expect(
                    442,
                    () -> session.allocate(
                            pair.username(),
                            pair.credential(),
                            id -> MessageFactory.createAllocateRequest(TCP, false)));
        }
    }

    @Test
    void nobodyGetsARelayWithoutTheSecret() throws Exception {
        try (TurnSession session = session(PORT)) {
            expect(401, () -> session.ask(id -> allocation()));
        }
        try (TurnSession session = session(PORT)) {
            Credentials.Pair pair = somebody("a-secret-of-somebody-else");
            expect(401, () -> session.allocate(pair.username(), pair.credential()));
        }
    }

    @Test
    void whileTheSecretChangesThatFromBeforeIsGoodToo() throws Exception {
        try (TurnSession session = session(PORT)) {
            Credentials.Pair pair = somebody(SECRET_BEFORE);
            assertThat(session.allocate(pair.username(), pair.credential())).isNotNull();
        }
    }

    @Test
    void onePersonGetsNoMoreRelaysThanCallsNeed() throws Exception {
        Credentials.Pair pair = somebody(SECRET);
        List<TurnSession> sessions = new ArrayList<>();
        try {
            for (int count = 0; count < USER_QUOTA; count++) {
                sessions.add(session(PORT));
                sessions.getLast().allocate(pair.username(), pair.credential());
            }
            sessions.add(session(PORT));
            expect(486, () -> sessions.getLast().allocate(pair.username(), pair.credential()));
        } finally {
            for (TurnSession session : sessions) {
                session.close();
            }
        }
    }

    @Test
    void nobodyCommandsItFromOutside() {
        assertThat(LoopbackPorts.isFree(CLI_PORT))
                .as("nothing listens for its CLI")
                .isTrue();
    }

    private static void expectRefusalOf(TurnSession session, InetAddress peer) {
        expect(403, () -> session.permit(peer));
        expect(403, () -> bindChannel(session, peer));
    }

    private static void expect(int code, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code)
                                .as(refused.getMessage())
                                .isEqualTo(code));
    }

    private static void bindChannel(TurnSession session, InetAddress peer) throws IOException {
        session.askAsThem(id ->
                MessageFactory.createChannelBindRequest(CHANNEL, new TransportAddress(peer, 1, Transport.UDP), id));
    }

    private static InetSocketAddress allocate(TurnSession session) throws IOException {
        Credentials.Pair pair = somebody(SECRET);
        return session.allocate(pair.username(), pair.credential());
    }

    private static void allocateInIpv6(TurnSession session) throws IOException {
        Credentials.Pair pair = somebody(SECRET);
        session.allocate(pair.username(), pair.credential(), id -> {
            Request request = allocation();
            request.putAttribute(new Ipv6.Family());
            return request;
        });
    }

    private static Request allocation() {
        return MessageFactory.createAllocateRequest(RequestedTransportAttribute.UDP, false);
    }

    /** Somebody else each time, of whom no relay counts yet. */
    private static Credentials.Pair somebody(String secret) {
        return Coturn.credentials(secret, UUID.randomUUID().toString());
    }

    private static InetSocketAddress server(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port);
    }

    private static TurnSession session(int port) throws IOException {
        ServerUrl url = ServerUrl.parse("turn:" + LOOPBACK + ":" + port);
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new TurnSession(Carrier.open(url, server(port), tls, WITHIN), WITHIN);
    }

    private static String shipped(String externalIp, int port) throws Exception {
        return Coturn.shipped(Map.of(
                "TURN_EXTERNAL_IP",
                externalIp,
                "TURN_PORT",
                String.valueOf(port),
                "TURN_SECRET",
                SECRET,
                "TURN_SECRET_BEFORE",
                SECRET_BEFORE));
    }

    private static Optional<String> ownAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
