package com.callvault.infra.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The edge between a client and gateways that are plain sockets here, so that every byte can be looked at. */
class SocketTunnelsTest {

    private static final int PATIENCE_MS = 60_000;
    private static final String UPGRADED = lines(
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Accept: accepted");
    private static final String DRAINING = lines("HTTP/1.1 503 Service Unavailable", "Content-Length: 0");
    private static final String FORBIDDEN =
            lines("HTTP/1.1 403 Forbidden", "Content-Type: application/problem+json", "Content-Length: 2") + "{}";

    private final List<AutoCloseable> open = new ArrayList<>();

    /** What a gateway does with a handshake: what it answers, or nothing at all. */
    private final class Gateway {
        final ServerSocket listener = new ServerSocket(0, 128, InetAddress.ofLiteral("127.0.0.1"));
        final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
        final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

        Gateway(String answer) throws IOException {
            open.add(listener);
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        var connection = listener.accept();
                        open.add(connection);
                        heads.add(head(connection.getInputStream()));
                        connection.getOutputStream().write(answer.getBytes(US_ASCII));
                        connections.add(connection);
                    }
                } catch (IOException e) {
                    // Closed at the end of the test.
                }
            });
        }

        String target() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        Socket connection() throws InterruptedException {
            var connection = connections.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
            assertThat(connection).as("a connection at the gateway").isNotNull();
            return connection;
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var one : List.copyOf(open).reversed()) {
            one.close();
        }
    }

    @Test
    void bytesPassInBothDirections() throws Exception {
        var gateway = new Gateway(UPGRADED + "hello");
        var client = connect(edge(gateway));
        assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 101 ").contains("accepted");
        assertThat(read(client, 5)).as("what came right behind the answer").isEqualTo("hello");

        client.getOutputStream().write("early".getBytes(US_ASCII));
        assertThat(read(gateway.connection(), 5)).isEqualTo("early");
    }

    @Test
    void theDeathOfAGatewayIsSeenByItsClient() throws Exception {
        var gateway = new Gateway(UPGRADED);
        var client = connect(edge(gateway));
        head(client.getInputStream());
        gateway.connection().close();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void theEndOfAClientIsSeenByItsGateway() throws Exception {
        var gateway = new Gateway(UPGRADED);
        var client = connect(edge(gateway));
        head(client.getInputStream());
        client.getOutputStream().write("bye".getBytes(US_ASCII));
        client.close();
        var connection = gateway.connection();
        assertThat(read(connection, 3)).isEqualTo("bye");
        assertThat(connection.getInputStream().read()).isEqualTo(-1);
    }

    /** A frozen process accepts, as its listener's queue does, and answers nothing. */
    @Test
    void aFrozenGatewayIsPassedOver() throws Exception {
        var frozen = new Gateway("");
        var lively = new Gateway(UPGRADED);
        var edge = edge(frozen, lively);
        for (var i = 0; i < 3; i++) {
            assertThat(head(connect(edge).getInputStream())).startsWith("HTTP/1.1 101 ");
        }
        assertThat(frozen.heads).as("it is not asked each time").hasSize(1);
    }

    @Test
    void aGatewayThatIsGoneOrDrainsIsPassedOver() throws Exception {
        var gone = new Gateway(UPGRADED);
        gone.listener.close();
        var edge = edge(gone, new Gateway(DRAINING), new Gateway(UPGRADED));
        for (var i = 0; i < 3; i++) {
            assertThat(head(connect(edge).getInputStream())).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void whereNoneAnswersTheClientIsToldToComeBack() throws Exception {
        var head = head(connect(edge(new Gateway(DRAINING))).getInputStream());
        assertThat(head).startsWith("HTTP/1.1 503 ").contains("application/problem+json");
    }

    @Test
    void ofManyThatComeAtOnceAFewAreOpenedAtATimeAndEachHasItsTurn() throws Exception {
        var gateway = new Gateway("");
        var edge = edge(Duration.ofMillis(PATIENCE_MS), gateway);
        var clients = new ArrayList<Socket>();
        for (var i = 0; i < 3 * SocketTunnels.AT_A_TIME; i++) {
            clients.add(connect(edge));
        }
        var unanswered = new ArrayDeque<Socket>();
        var most = 0;
        for (var toCome = clients.size(); toCome > 0; toCome--) {
            while (unanswered.size() < Math.min(SocketTunnels.AT_A_TIME, toCome)) {
                unanswered.add(gateway.connection());
            }
            gateway.connections.drainTo(unanswered);
            most = Math.max(most, unanswered.size());
            unanswered.remove().getOutputStream().write(UPGRADED.getBytes(US_ASCII));
        }
        assertThat(most).isEqualTo(SocketTunnels.AT_A_TIME);
        for (var client : clients) {
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void aRefusalIsPassedOnAsItIs() throws Exception {
        var client = connect(edge(new Gateway(FORBIDDEN), new Gateway(UPGRADED)));
        assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 403 ");
        assertThat(read(client, 2)).isEqualTo("{}");
    }

    @Test
    void whatAClientSaysOfTheWayIsNotPassedOn() throws Exception {
        var gateway = new Gateway(UPGRADED);
        head(connect(edge(gateway)).getInputStream());
        var head = gateway.heads.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        assertThat(head).startsWith("GET /ws?a=b HTTP/1.1\r\n");
        assertThat(Arrays.stream(String.valueOf(head).toLowerCase(Locale.ROOT).split("\r\n", -1))
                        .filter(line -> line.contains("forwarded")))
                .containsExactlyInAnyOrder("x-forwarded-for: 127.0.0.1", "x-forwarded-proto: http");
        assertThat(head).contains("Origin: http://localhost", "Sec-WebSocket-Key: key", "Host: localhost");
    }

    @Test
    void whatIsNoWebSocketGoesItsOwnWay() throws Exception {
        var client = send(edge(new Gateway(UPGRADED)), lines("GET / HTTP/1.1", "Host: localhost"));
        assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 204 ");
    }

    private int edge(Gateway... gateways) throws Exception {
        // Only a gateway that never answers takes as long; a slow machine must not make others look like it.
        return edge(Duration.ofSeconds(5), gateways);
    }

    /** Time stands still there, so that who was left out stays so. */
    private int edge(Duration answersWithin, Gateway... gateways) throws Exception {
        var server = new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var targets = Arrays.stream(gateways).map(Gateway::target).toList();
        server.setHandler(new SocketTunnels(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        response.setStatus(204);
                        callback.succeeded();
                        return true;
                    }
                },
                new Upstreams(targets, () -> 0),
                answersWithin));
        server.start();
        open.add(server::stop);
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private Socket connect(int edge) throws IOException {
        return send(
                edge,
                lines(
                        "GET /ws?a=b HTTP/1.1",
                        "Host: localhost",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Origin: http://localhost",
                        "Sec-WebSocket-Key: key",
                        "Sec-WebSocket-Version: 13",
                        "X-Forwarded-For: 8.8.8.8",
                        "Forwarded: for=8.8.8.8",
                        "X-Forwarded-Host: evil"));
    }

    /** A head: each line ends as HTTP wants it, and an empty one follows. */
    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private Socket send(int edge, String head) throws IOException {
        var client = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge);
        open.add(client);
        client.setSoTimeout(PATIENCE_MS);
        client.getOutputStream().write(head.getBytes(US_ASCII));
        return client;
    }

    /** To the empty line, and not a byte further. */
    private static String head(InputStream input) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = input.read();
            if (next < 0) {
                throw new IOException("it ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }
}
