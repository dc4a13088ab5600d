package com.callvault.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.Json;
import com.callvault.gateway.opening.HandshakeRules;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client for one test: what came, in order, and how it ended. */
public final class Client implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(10);

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final String audience;
    private final List<String> seen = new ArrayList<>();
    private volatile boolean reading = true;
    private @Nullable WebSocket socket;

    private Client(String audience) {
        this.audience = audience;
    }

    /** Opens a socket as a page of the node's public origin would. */
    public static Client connect(Node node) {
        return connect(node, node.origin());
    }

    /** @param origin null for a client that sends none; it proves for the public one */
    public static Client connect(Node node, @Nullable String origin) {
        Client client = new Client(origin == null ? node.origin() : origin);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols(HandshakeRules.SUBPROTOCOL);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + node.port() + "/ws"), client)
                .orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return client;
    }

    /** Connects and proves, up to and with {@code ready}. */
    public static Client ready(Node node, Person person, long conn) {
        Client client = connect(node);
        client.auth(person, conn);
        client.expect("ready");
        return client;
    }

    public void auth(Person person, long conn) {
        String challenge = expect("hello").get("challenge").stringValue();
        send("{\"type\":\"auth\",\"proof\":\"" + person.proof(challenge, audience, conn) + "\"}");
    }

    public String audience() {
        return audience;
    }

    public void send(String frame) {
        socket().sendText(frame, true)
                .orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** For a socket that may be closed by now. */
    public void trySend(String frame) {
        socket().sendText(frame, true).exceptionally(failure -> null).join();
    }

    public void sendBinary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next frame, which must be of this type. */
    public JsonNode expect(String type) {
        JsonNode frame = next();
        assertThat(frame.get("type").stringValue())
                .as("%s after %s", frame, seen)
                .isEqualTo(type);
        return frame;
    }

    public JsonNode expectError(String code) {
        JsonNode frame = expect("error");
        assertThat(frame.get("code").stringValue()).as("%s", frame).isEqualTo(code);
        return frame;
    }

    public JsonNode next() {
        String frame = poll(SOON);
        if (frame == null) {
            throw new AssertionError("nothing more came after " + seen
                    + (closed.isDone() ? "; closed with " + closed.getNow(0) : "; the socket is open"));
        }
        return Json.MAPPER.readTree(frame);
    }

    public @Nullable String poll(Duration within) {
        try {
            String frame = frames.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            if (frame != null) {
                seen.add(frame.length() > 80 ? frame.substring(0, 80) : frame);
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public void expectClose(int code) {
        try {
            assertThat(closed.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
                    .as("close code after %s", seen)
                    .isEqualTo(code);
        } catch (TimeoutException e) {
            throw new AssertionError("the socket is still open after " + seen, e);
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The socket lives: a ping is answered. */
    public void expectAlive() {
        send("{\"type\":\"ping\",\"id\":\"alive\"}");
        assertThat(expect("pong").get("re").stringValue()).isEqualTo("alive");
    }

    /** The close code; 1006 when there was none. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    /** Takes nothing from the socket any more. */
    public void stopReading() {
        reading = false;
    }

    public void abort() {
        socket().abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        more(webSocket);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        more(webSocket);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket().abort();
    }

    private void more(WebSocket webSocket) {
        if (reading) {
            webSocket.request(1);
        }
    }

    private WebSocket socket() {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }
}
