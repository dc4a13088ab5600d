package com.callvault.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of one device: the opening, requests and their replies, everything that came, and how it ended. Each
 * frame of the server is held against the {@link Contract}; {@link #violations()} must stay empty.
 *
 * <p>It behaves well unless told otherwise; what misbehaves says so in its name. Safe for use by several threads.
 */
public final class ProtocolClient implements AutoCloseable {
    /** How long an answer may take before a test calls it missing; generous, as machines of CI are slow. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int KEPT_FRAMES = 100_000;
    private static final Duration TOKEN_RENEWED_BEFORE_END = Duration.ofMinutes(1);

    private final Server server;
    private final Device device;
    private final FrameLog log;
    private final WebSocket socket;
    private final Map<String, CompletableFuture<Frame>> replies = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger pings = new AtomicInteger();
    private final CallClient calls = new CallClient(this);
    private final ChatClient chats = new ChatClient(this);
    private final List<Consumer<Frame>> listeners =
            new CopyOnWriteArrayList<>(List.of(calls::received, chats::received));
    private final Api api;
    private volatile long clockOffsetMs;
    private volatile @Nullable Frame credential;
    private volatile @Nullable Frame ready;

    private ProtocolClient(Server server, Device device, Handshake handshake, int keptFrames) throws IOException {
        this.server = server;
        this.device = device;
        this.log = new FrameLog(keptFrames);
        this.api = new Api(server, this::token);
        this.socket = WebSocket.open(server.socket(), server.tls(), handshake, new Receiving());
    }

    /** A connection of a well-behaved device, authenticated and ready. */
    public static ProtocolClient connect(Server server, Device device) {
        var client = open(server, device);
        try {
            client.authenticate();
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** A connection that has not yet said who it is. */
    public static ProtocolClient open(Server server, Device device) {
        try {
            return open(server, device, Handshake.from(server.audience()));
        } catch (HandshakeRefused e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws HandshakeRefused when the server does not upgrade */
    public static ProtocolClient open(Server server, Device device, Handshake handshake) throws HandshakeRefused {
        return open(server, device, handshake, KEPT_FRAMES);
    }

    /** As above, keeping at most so many frames; for a client among thousands. */
    public static ProtocolClient open(Server server, Device device, Handshake handshake, int keptFrames)
            throws HandshakeRefused {
        try {
            return new ProtocolClient(server, device, handshake, keptFrames);
        } catch (HandshakeRefused e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The opening

    public Frame hello() {
        return log.await("hello", PATIENCE);
    }

    /** Proves who this is, by the rules. Throws {@link NotSeen} when the server does not become ready */
    public Frame authenticate() {
        return authenticate(authProof());
    }

    public Frame authenticate(String proof) {
        long mark = log.mark();
        send(Json.frame("auth").put("proof", proof));
        return log.await(mark, frame -> frame.is("ready"), PATIENCE, "ready");
    }

    /** The proof that {@code hello} asks for; each takes the next {@code conn} of the device. */
    public String authProof() {
        return device.identity().sign("callvault-auth+jws", authClaims());
    }

    /** The claims of such a proof, for a test to spoil. */
    public ObjectNode authClaims() {
        return Json.object()
                .put("nonce", hello().text("challenge"))
                .put("aud", server.audience())
                .put("device", device.id().toString())
                .put("conn", device.nextConn())
                .put("iat", nowSeconds());
    }

    /** @throws IllegalStateException before it has come */
    public Frame ready() {
        var frame = ready;
        if (frame == null) {
            throw new IllegalStateException("not ready");
        }
        return frame;
    }

    // Frames

    public void send(JsonNode frame) {
        sendText(Json.write(frame));
    }

    /** For what nobody waits for: a connection that ends meanwhile is told by {@link #closed()}. */
    void sendIfOpen(JsonNode frame) {
        try {
            socket.sendText(Json.write(frame));
        } catch (IOException e) {
            // The reading thread reports the end.
        }
    }

    /** Text as it is, JSON or not. */
    public void sendText(String text) {
        try {
            socket.sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void sendBinary(byte[] bytes) {
        sendRaw(WebSocket.BINARY, bytes, true);
    }

    /** One WebSocket frame of any opcode and content, whole or a fragment. */
    public void sendRaw(int opcode, byte[] payload, boolean last) {
        try {
            socket.send(opcode, payload, last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends with an {@code id} of its own; the future ends with what carries it as {@code re}, error or not. */
    public CompletableFuture<Frame> request(ObjectNode frame) {
        var id = "r" + requests.incrementAndGet();
        var reply = new CompletableFuture<Frame>();
        replies.put(id, reply);
        try {
            send(frame.put("id", id));
            if (socket.closed().isDone()) {
                // It may have ended before the reply stood in the map, so nobody else would end the waiting.
                throw new UncheckedIOException(new IOException("the connection has ended"));
            }
        } catch (UncheckedIOException e) {
            replies.remove(id);
            reply.completeExceptionally(e);
        }
        return reply;
    }

    /** As {@link #request}, and waits. Throws {@link NotSeen} when no answer comes */
    public Frame ask(ObjectNode frame) {
        return ask(frame, PATIENCE);
    }

    public Frame ask(ObjectNode frame, Duration timeout) {
        var type = frame.path("type").asString("");
        var reply = request(frame);
        try {
            return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NotSeen("missing after " + timeout.toMillis() + " ms: the answer to " + type);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while waiting for the answer to " + type);
        } catch (ExecutionException e) {
            throw new NotSeen("missing: the answer to " + type + "; the connection ended, "
                    + socket.closed().getNow(new Closed(Closed.ABNORMAL, "")));
        }
    }

    /** As {@link #ask}. Throws {@link Refused} when the answer is an error */
    public Frame askOk(ObjectNode frame) {
        var reply = ask(frame);
        if (reply.is("error")) {
            throw new Refused(frame.path("type").asString(""), reply);
        }
        return reply;
    }

    /** Everything that came, oldest first. */
    public FrameLog log() {
        return log;
    }

    /** Called for each frame that comes from now on, on the reading thread, which must not be kept waiting. */
    public void onFrame(Consumer<Frame> listener) {
        listeners.add(listener);
    }

    /** Where frames of the server broke the contract. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    // The end

    public CompletableFuture<Closed> closed() {
        return socket.closed();
    }

    /** @throws NotSeen when the connection lives on */
    public Closed awaitClosed(Duration timeout) {
        try {
            return socket.closed().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NotSeen("the connection is still open after " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while waiting for the end");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        close(1000, "");
    }

    public void close(int code, String reason) {
        socket.close(code, reason);
    }

    // Misbehaviour

    /** Gone without a close frame, as by a reset. */
    public void vanish() {
        socket.abort();
    }

    public void stopReading() {
        socket.pauseReading();
    }

    public void readOn() {
        socket.resumeReading();
    }

    /** From now on no Ping of the server is answered. */
    public void keepPongs() {
        socket.pongs(false);
    }

    // Who and when

    public Server server() {
        return server;
    }

    public Device device() {
        return device;
    }

    public String address() {
        return device.address();
    }

    public CallClient calls() {
        return calls;
    }

    public ChatClient chats() {
        return chats;
    }

    public Api api() {
        return api;
    }

    /** How many Pings the server has sent. */
    public int pings() {
        return pings.get();
    }

    /** The server's time as far as this client knows it. */
    public long nowMs() {
        return server.clock().millis() + clockOffsetMs;
    }

    long nowSeconds() {
        return nowMs() / 1000;
    }

    /** A token for {@code /api} that is good for another minute at least; asks for a new one when the last is not. */
    public String token() {
        var last = credential;
        if (last == null || last.number("tokenExpiresAt") - nowMs() < TOKEN_RENEWED_BEFORE_END.toMillis()) {
            last = askOk(Json.frame("token"));
        }
        return last.text("token");
    }

    private final class Receiving implements WebSocket.Listener {
        @Override
        public void text(String text) {
            JsonNode json;
            try {
                json = Json.parse(text);
            } catch (JacksonException e) {
                violations.add("not JSON");
                return;
            }
            var frame = new Frame(json, System.nanoTime());
            violations.addAll(Contract.server(json));
            switch (frame.type()) {
                case "hello" ->
                    clockOffsetMs = frame.number("time") - server.clock().millis();
                case "ready" -> {
                    ready = frame;
                    credential = frame;
                }
                case "token" -> credential = frame;
                default -> {}
            }
            log.add(frame);
            var reply = replies.remove(frame.text("re"));
            if (reply != null) {
                reply.complete(frame);
            }
            for (var listener : listeners) {
                listener.accept(frame);
            }
        }

        @Override
        public void ping() {
            pings.incrementAndGet();
        }

        @Override
        public void closed(Closed closed) {
            log.end(closed);
            var gone = new IOException("the connection ended with " + closed);
            replies.values().forEach(reply -> reply.completeExceptionally(gone));
        }
    }
}
