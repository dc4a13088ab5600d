package com.callvault.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our WebSocket against somebody else's. */
class WebSocketTest {
    private final Heard heard = new Heard();
    private final StandIn server = new StandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 131_072})
    void textsOfEveryLengthFormPassBothWays(int length) throws Exception {
        try (var socket = connect()) {
            var text = "é".repeat(length / 2) + "x".repeat(length % 2);
            socket.sendText(text);
            assertThat(StandIn.heard(server.texts)).isEqualTo(text);

            server.session().sendText(text, Callback.NOOP);
            assertThat(StandIn.heard(heard.texts)).isEqualTo(text);
        }
    }

    @Test
    void fragmentsWithAPingBetweenThemBecomeOneMessage() throws Exception {
        try (var socket = connect()) {
            var session = server.session();
            session.sendPartialText("one ", false, Callback.NOOP);
            session.sendPing(ByteBuffer.wrap("between".getBytes(UTF_8)), Callback.NOOP);
            session.sendPartialText("message", true, Callback.NOOP);
            assertThat(StandIn.heard(heard.texts)).isEqualTo("one message");
            assertThat(StandIn.heard(server.pongs)).isEqualTo("between");

            socket.send(WebSocket.TEXT, "and ".getBytes(UTF_8), false);
            socket.send(WebSocket.CONTINUATION, "back".getBytes(UTF_8), true);
            assertThat(StandIn.heard(server.texts)).isEqualTo("and back");
        }
    }

    @Test
    void aPongCanBeKept() throws Exception {
        try (var socket = connect()) {
            socket.pongs(false);
            var session = server.session();
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
            session.sendText("after the ping", Callback.NOOP);
            assertThat(StandIn.heard(heard.texts)).isEqualTo("after the ping");
            socket.sendText("after its pong would have been");
            assertThat(StandIn.heard(server.texts)).isEqualTo("after its pong would have been");
            assertThat(server.pongs).isEmpty();
        }
    }

    @Test
    void binaryFramesPass() throws Exception {
        try (var socket = connect()) {
            socket.send(WebSocket.BINARY, new byte[] {0, (byte) 0xff});
            assertThat(StandIn.heard(server.binaries)).containsExactly(0, (byte) 0xff);
        }
    }

    @Test
    void theServersCloseCodeIsSeen() throws Exception {
        try (var socket = connect()) {
            server.session().close(4409, "a newer one", Callback.NOOP);
            assertThat(socket.closed().get(5, TimeUnit.SECONDS)).isEqualTo(new Closed(4409, "a newer one"));
            assertThat(StandIn.heard(heard.closes)).isEqualTo(new Closed(4409, "a newer one"));
            assertThat(StandIn.heard(server.closes)).isEqualTo(4409);
        }
    }

    @Test
    void ourCloseReachesTheServerAndComesBack() throws Exception {
        try (var socket = connect()) {
            socket.close(4999, "enough");
            assertThat(StandIn.heard(server.closes)).isEqualTo(4999);
            assertThat(socket.closed().get(5, TimeUnit.SECONDS).code()).isEqualTo(4999);
        }
    }

    @Test
    void whoeverVanishesLeavesNoCloseFrame() throws Exception {
        try (var socket = connect()) {
            server.session();
            socket.abort();
            assertThat(socket.closed().get(5, TimeUnit.SECONDS).code()).isEqualTo(Closed.ABNORMAL);
            assertThat(StandIn.heard(server.closes)).isEqualTo(Closed.ABNORMAL);
        }
    }

    @Test
    void whatCameWhileNotReadingIsThereAfterwards() throws Exception {
        try (var socket = connect()) {
            var session = server.session();
            socket.pauseReading();
            session.sendText("first", Callback.NOOP);
            session.sendText("second", Callback.NOOP);
            assertThat(heard.texts.poll(200, TimeUnit.MILLISECONDS)).isNull();
            socket.resumeReading();
            assertThat(StandIn.heard(heard.texts)).isEqualTo("first");
            assertThat(StandIn.heard(heard.texts)).isEqualTo("second");
        }
    }

    @Test
    void theOriginIsSentOrNot() throws Exception {
        try (var with = connect(server, Handshake.from("https://page.example"));
                var without = connect(server, Handshake.from(null))) {
            assertThat(with).isNotSameAs(without);
            assertThat(StandIn.heard(server.origins)).isEqualTo("https://page.example");
            assertThat(StandIn.heard(server.origins)).isEqualTo("null");
        }
    }

    @Test
    void aServerThatDoesNotUpgradeIsNamedWithItsStatus() {
        assertThatThrownBy(() ->
                        WebSocket.open(URI.create(wsBase(server) + "/elsewhere"), null, Handshake.from("x"), heard))
                .isInstanceOfSatisfying(
                        HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    void aServerThatIgnoresTheSubprotocolIsRefused() throws Exception {
        try (var other = new StandIn(null)) {
            assertThatThrownBy(() -> connect(other, Handshake.from("x")))
                    .isInstanceOf(HandshakeRefused.class)
                    .hasMessageContaining("subprotocol");
        }
    }

    private WebSocket connect() throws Exception {
        return connect(server, Handshake.from("https://page.example"));
    }

    private WebSocket connect(StandIn to, Handshake handshake) throws Exception {
        return WebSocket.open(URI.create(wsBase(to) + "/ws"), null, handshake, heard);
    }

    private static String wsBase(StandIn server) {
        return server.base().toString().replace("http:", "ws:");
    }

    private static final class Heard implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<Closed> closes = new LinkedBlockingQueue<>();

        @Override
        public void text(String text) {
            texts.add(text);
        }

        @Override
        public void ping() {}

        @Override
        public void closed(Closed closed) {
            closes.add(closed);
        }
    }
}
