package com.callvault.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** Somebody else's WebSocket server (Jetty), which does what a test tells it; what it hears stands in queues. */
final class StandIn implements AutoCloseable {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
    final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    final BlockingQueue<String> origins = new LinkedBlockingQueue<>();

    StandIn() {
        this(Handshake.SUBPROTOCOL);
    }

    StandIn(@Nullable String subprotocol) {
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(WebSocketUpgradeHandler.from(jetty, container -> {
            container.setMaxTextMessageSize(1 << 20);
            container.addMapping("/ws", (request, response, callback) -> {
                origins.add(String.valueOf(request.getHeaders().get("Origin")));
                if (subprotocol != null) {
                    response.setAcceptedSubProtocol(subprotocol);
                }
                return new Endpoint();
            });
        }));
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The connection that was opened first and not yet taken. */
    Session session() throws InterruptedException {
        return heard(sessions);
    }

    static <T> T heard(BlockingQueue<T> queue) throws InterruptedException {
        var item = queue.poll(5, TimeUnit.SECONDS);
        if (item == null) {
            throw new AssertionError("the stand-in heard nothing");
        }
        return item;
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Public because Jetty calls it by a public lookup. */
    public final class Endpoint implements Session.Listener.AutoDemanding {
        @Override
        public void onWebSocketOpen(Session session) {
            sessions.add(session);
        }

        @Override
        public void onWebSocketText(String message) {
            texts.add(message);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            var bytes = new byte[payload.remaining()];
            payload.get(bytes);
            binaries.add(bytes);
            callback.succeed();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            pongs.add(StandardCharsets.UTF_8.decode(payload).toString());
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            closes.add(statusCode);
            callback.succeed();
        }
    }
}
