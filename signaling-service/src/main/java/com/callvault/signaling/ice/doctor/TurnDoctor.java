package com.callvault.signaling.ice.doctor;

import com.callvault.signaling.ice.doctor.TurnSession.Refused;
import com.callvault.signaling.ice.doctor.TurnSession.Silent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks a STUN or TURN server as a browser would: an address, a relay, leave for a peer, and one packet each way through the relay,
 * whose peer is a socket of this server. Blocks for some seconds; any number may run side by side.
 */
public final class TurnDoctor {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int WRONG_CREDENTIALS = 441;
    private static final int QUOTA_REACHED = 486;
    private static final int NO_CAPACITY = 508;
    /** So far ahead of its time no clock goes by accident, and no time zone lies. */
    private static final Duration FAR = Duration.ofHours(25);

    private static final Duration PROBE = Duration.ofMillis(300);
    private static final int PROBES = 5;
    private static final Pattern EXPIRY = Pattern.compile("(\\d{9,11})(:.*)?");

    private final SSLSocketFactory tls;
    private final Clock clock;
    private final Duration within;

    /** @param within for each question; a whole examination takes some of them where something is silent */
    public TurnDoctor(SSLSocketFactory tls, Clock clock, Duration within) {
        this.tls = tls;
        this.clock = clock;
        this.within = within;
    }

    /** Who to be. Where credentials are made of a secret, others can be made that expire later. */
    public interface Credentials {
        record Pair(String username, String credential) {}

        Pair now();

        /** @return the realm that they were made for; null where any will do */
        @Nullable
        String realm();

        /** @return null where there is but one name for everybody */
        @Nullable
        Pair expiringAt(Instant expiresAt);
    }

    public Finding examine(ServerUrl url, Credentials credentials) {
        long began = System.nanoTime();
        InetSocketAddress server;
        try {
            server = new InetSocketAddress(InetAddress.getByName(url.host()), url.port());
        } catch (UnknownHostException e) {
            return Cause.UNKNOWN_HOST.of(url, url.host());
        }
        try (TurnSession session = new TurnSession(Carrier.open(url, server, tls, within), within)) {
            session.bind();
            Finding wrong = url.relays() ? relay(url, server, session, credentials) : null;
            return wrong == null ? new Finding.Good(url, Duration.ofNanos(System.nanoTime() - began)) : wrong;
        } catch (SSLHandshakeException e) {
            return Cause.CERTIFICATE_WRONG.of(url, root(e));
        } catch (SSLException e) {
            return Cause.NO_TLS.of(url, "");
        } catch (PortUnreachableException | ConnectException e) {
            return Cause.NOTHING_LISTENS.of(url, "");
        } catch (Silent | SocketTimeoutException e) {
            boolean answersTcp = url.transport() == ServerUrl.Transport.UDP && answersTcp(server);
            return (answersTcp ? Cause.UDP_FILTERED : Cause.UNREACHABLE).of(url, "");
        } catch (IOException e) {
            return Cause.NOT_TURN.of(url, root(e));
        }
    }

    private @Nullable Finding relay(
            ServerUrl url, InetSocketAddress server, TurnSession session, Credentials credentials) throws IOException {
        Credentials.Pair pair = credentials.now();
        InetSocketAddress relay;
        try {
            relay = session.allocate(pair.username(), pair.credential());
        } catch (Refused e) {
            return refused(url, server, session, credentials, e);
        }
        try {
            if (isPrivate(relay.getAddress()) && !isPrivate(server.getAddress())) {
                return Cause.RELAY_ADDRESS_PRIVATE.of(url, relay.getAddress().getHostAddress());
            }
            return passes(url, session, relay);
        } finally {
            session.release();
        }
    }

    private Finding refused(
            ServerUrl url, InetSocketAddress server, TurnSession session, Credentials credentials, Refused no)
            throws IOException {
        return switch (no.code) {
            case UNAUTHORIZED, WRONG_CREDENTIALS -> unauthorized(url, server, session.realm(), credentials);
            case QUOTA_REACHED -> Cause.QUOTA_REACHED.of(url, "");
            case NO_CAPACITY -> Cause.NO_CAPACITY.of(url, "");
            default -> Cause.REFUSED.of(url, String.valueOf(no.getMessage()));
        };
    }

    private Finding unauthorized(
            ServerUrl url, InetSocketAddress server, @Nullable String realm, Credentials credentials)
            throws IOException {
        Credentials.Pair later = credentials.expiringAt(clock.instant().plus(FAR));
        if (later != null) {
            try (TurnSession other = new TurnSession(Carrier.open(url, server, tls, within), within)) {
                other.allocate(later.username(), later.credential());
                other.release();
                return Cause.CLOCK_WRONG.of(url, "");
            } catch (Refused e) {
                return Cause.WRONG_CREDENTIALS.of(url, "");
            }
        }
        String expected = credentials.realm();
        if (expected != null && realm != null && !expected.equals(realm)) {
            return Cause.WRONG_REALM.of(url, realm);
        }
        Matcher expiry = EXPIRY.matcher(credentials.now().username());
        if (expiry.matches()
                && Long.parseLong(expiry.group(1)) < clock.instant().getEpochSecond()) {
            return Cause.CREDENTIALS_EXPIRED.of(
                    url, Instant.ofEpochSecond(Long.parseLong(expiry.group(1))).toString());
        }
        return Cause.WRONG_CREDENTIALS.of(url, "");
    }

    /** One packet from outside into the relay, and its answer back: in both directions some may be lost. */
    private @Nullable Finding passes(ServerUrl url, TurnSession session, InetSocketAddress relay) throws IOException {
        byte[] in = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        byte[] out = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket peer = new DatagramSocket()) {
            try {
                // Both leave from here, so the server sees them at one address.
                session.permit(session.bind().getAddress());
            } catch (Refused e) {
                return (e.code == FORBIDDEN ? Cause.PEER_FORBIDDEN : Cause.REFUSED)
                        .of(url, String.valueOf(e.getMessage()));
            }
            TurnSession.@Nullable Data came = null;
            for (int i = 0; i < PROBES && came == null; i++) {
                peer.send(new DatagramPacket(in, in.length, relay));
                came = session.receive(in, PROBE);
            }
            if (came == null) {
                return Cause.RELAY_RANGE_FILTERED.of(url, relay.getAddress().getHostAddress() + ":" + relay.getPort());
            }
            for (int i = 0; i < PROBES; i++) {
                session.send(came.from(), out);
                if (hears(peer, out)) {
                    return null;
                }
            }
            return Cause.RELAY_DOES_NOT_SEND.of(url, "");
        }
    }

    private static boolean hears(DatagramSocket peer, byte[] content) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        peer.setSoTimeout(Math.toIntExact(PROBE.toMillis()));
        try {
            peer.receive(packet);
        } catch (SocketTimeoutException e) {
            return false;
        }
        return Arrays.equals(Arrays.copyOf(packet.getData(), packet.getLength()), content);
    }

    private boolean answersTcp(InetSocketAddress server) {
        try (Socket socket = new Socket()) {
            socket.connect(server, Math.toIntExact(within.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return uniqueLocal
                || shared
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress();
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
