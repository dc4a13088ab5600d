package com.callvault.client;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket (RFC 6455, client side, no extensions) on a blocking socket and one virtual thread that reads. Our own,
 * because the ready-made ones are too well-behaved: this one can stop reading, keep its Pong, send frames that no
 * client should, and vanish without a word.
 *
 * <p>The listener is called on the reading thread, in the order of the frames. Sending is safe from any thread and
 * blocks while the kernel's buffer is full.
 */
final class WebSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int NO_STATUS = 1005;
    private static final int INVALID_UTF8 = 1007;
    private static final int MESSAGE_LIMIT_BYTES = 4 << 20;
    private static final long CLOSE_WAIT_SECONDS = 5;
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Called on the reading thread. */
    interface Listener {
        void text(String text);

        void ping();

        void closed(Closed closed);
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Listener listener;
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final Condition resumed = reading.newCondition();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private volatile boolean paused;
    private volatile boolean pongs = true;
    private boolean closeSent;

    private WebSocket(Socket socket, DataInputStream in, OutputStream out, Listener listener) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.listener = listener;
    }

    /**
     * Connects and shakes hands; blocks.
     *
     * @throws HandshakeRefused when the server answers, but not with the upgrade
     */
    static WebSocket open(URI uri, @Nullable SSLContext tls, Handshake handshake, Listener listener)
            throws IOException {
        Socket socket = connect(uri, tls, handshake);
        try {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var out = socket.getOutputStream();
            upgrade(uri, handshake, in, out);
            socket.setSoTimeout(0);
            var opened = new WebSocket(socket, in, out, listener);
            Thread.ofVirtual().name("ws-" + uri.getPort()).start(opened::read);
            return opened;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket connect(URI uri, @Nullable SSLContext tls, Handshake handshake) throws IOException {
        boolean secure = uri.getScheme().equals("wss");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        int timeoutMs = Math.toIntExact(handshake.timeout().toMillis());
        var socket = new Socket();
        try {
            if (handshake.receiveBufferBytes() > 0) {
                socket.setReceiveBufferSize(handshake.receiveBufferBytes());
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(uri.getHost(), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            if (!secure) {
                return socket;
            }
            var factory = tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls.getSocketFactory();
            var wrapped = (SSLSocket) factory.createSocket(socket, uri.getHost(), port, true);
            var parameters = wrapped.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            wrapped.setSSLParameters(parameters);
            wrapped.startHandshake();
            return wrapped;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void upgrade(URI uri, Handshake handshake, DataInputStream in, OutputStream out) throws IOException {
        var nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        var key = Base64.getEncoder().encodeToString(nonce);
        var request = new StringBuilder("GET " + uri.getPath() + " HTTP/1.1\r\n")
                .append("Host: ")
                .append(uri.getAuthority())
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: ")
                .append(key)
                .append("\r\n");
        if (handshake.origin() != null) {
            request.append("Origin: ").append(handshake.origin()).append("\r\n");
        }
        if (handshake.subprotocol() != null) {
            request.append("Sec-WebSocket-Protocol: ")
                    .append(handshake.subprotocol())
                    .append("\r\n");
        }
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));

        var statusLine = headerLine(in);
        var words = statusLine.split(" ", 3);
        if (words.length < 2 || !words[1].matches("\\d{3}")) {
            throw new HandshakeRefused(0, "no HTTP answer");
        }
        int status = Integer.parseInt(words[1]);
        String accept = "";
        String subprotocol = null;
        for (var line = headerLine(in); !line.isEmpty(); line = headerLine(in)) {
            int colon = line.indexOf(':');
            var name = line.substring(0, Math.max(colon, 0));
            if (name.equalsIgnoreCase("Sec-WebSocket-Accept")) {
                accept = line.substring(colon + 1).strip();
            } else if (name.equalsIgnoreCase("Sec-WebSocket-Protocol")) {
                subprotocol = line.substring(colon + 1).strip();
            }
        }
        if (status != 101) {
            throw new HandshakeRefused(status, "no upgrade");
        }
        if (!accept.equals(acceptFor(key))) {
            throw new HandshakeRefused(status, "wrong Sec-WebSocket-Accept");
        }
        if (subprotocol != null && !subprotocol.equals(handshake.subprotocol())) {
            throw new HandshakeRefused(status, "a subprotocol that was not offered");
        }
        if (subprotocol == null && handshake.subprotocol() != null) {
            throw new HandshakeRefused(status, "the subprotocol was not chosen");
        }
    }

    private static String headerLine(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("closed during the handshake");
            }
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            if (line.length() > 16_384) {
                throw new HandshakeRefused(0, "endless header");
            }
            line.append((char) c);
        }
    }

    private static String acceptFor(String key) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        var ended = new Closed(Closed.ABNORMAL, "");
        try {
            var message = new byte[0];
            int messageOpcode = CONTINUATION;
            while (true) {
                int head = in.readUnsignedByte();
                awaitResumed();
                int opcode = head & 0x0f;
                boolean last = (head & 0x80) != 0;
                var payload = payload();
                if (opcode == CLOSE) {
                    ended = closeFrame(payload);
                    echoClose(payload);
                    break;
                } else if (opcode == PING) {
                    if (pongs) {
                        send(PONG, payload);
                    }
                    listener.ping();
                } else if (opcode != PONG) {
                    messageOpcode = opcode == CONTINUATION ? messageOpcode : opcode;
                    message = opcode == CONTINUATION ? joined(message, payload) : payload;
                    if (last && messageOpcode == TEXT) {
                        listener.text(utf8(message));
                    }
                }
            }
        } catch (CharacterCodingException e) {
            close(INVALID_UTF8, "not UTF-8");
            ended = new Closed(INVALID_UTF8, "the server sent what is not UTF-8");
        } catch (IOException e) {
            // The connection went without a close frame, which is what 1006 says.
        } finally {
            abandon();
            closed.complete(ended);
            listener.closed(ended);
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a server must not mask");
        }
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MESSAGE_LIMIT_BYTES) {
            throw new IOException("a message of " + length + " bytes");
        }
        var payload = new byte[(int) length];
        in.readFully(payload);
        return payload;
    }

    private static byte[] joined(byte[] start, byte[] more) throws IOException {
        if (start.length + more.length > MESSAGE_LIMIT_BYTES) {
            throw new IOException("a message above the limit");
        }
        return ByteBuffer.allocate(start.length + more.length)
                .put(start)
                .put(more)
                .array();
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Closed closeFrame(byte[] payload) throws CharacterCodingException {
        if (payload.length < 2) {
            return new Closed(NO_STATUS, "");
        }
        var buffer = ByteBuffer.wrap(payload);
        int code = Short.toUnsignedInt(buffer.getShort());
        return new Closed(
                code, StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    }

    private void echoClose(byte[] payload) {
        try {
            sendClose(payload);
        } catch (IOException e) {
            // The peer has already gone; its code is known, and nobody waits for the echo.
        }
    }

    private void awaitResumed() {
        if (!paused) {
            return;
        }
        reading.lock();
        try {
            while (paused) {
                resumed.awaitUninterruptibly();
            }
        } finally {
            reading.unlock();
        }
    }

    void sendText(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One whole frame of any opcode, however wrong. */
    void send(int opcode, byte[] payload) throws IOException {
        send(opcode, payload, true);
    }

    /** One frame, whole or a fragment ({@code last} false). */
    void send(int opcode, byte[] payload, boolean last) throws IOException {
        byte[] frame = masked((last ? 0x80 : 0) | opcode, payload);
        sending.lock();
        try {
            out.write(frame);
        } finally {
            sending.unlock();
        }
    }

    private static byte[] masked(int head, byte[] payload) {
        int extended = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
        var frame = ByteBuffer.allocate(2 + extended + 4 + payload.length);
        frame.put((byte) head);
        switch (extended) {
            case 0 -> frame.put((byte) (0x80 | payload.length));
            case 2 -> frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
            default -> frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        // The mask protects caches between a browser and the server; here it need only be valid, not unforeseeable.
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
        }
        return frame.array();
    }

    /** Whether a Ping is answered; it is until this says otherwise. */
    void pongs(boolean answer) {
        pongs = answer;
    }

    /** Hands out nothing more and stops reading, so that the peer's buffers fill. */
    void pauseReading() {
        paused = true;
    }

    void resumeReading() {
        reading.lock();
        try {
            paused = false;
            resumed.signalAll();
        } finally {
            reading.unlock();
        }
    }

    CompletableFuture<Closed> closed() {
        return closed;
    }

    /** Starts the closing handshake; a peer that does not answer it within 5 s is left. */
    void close(int code, String reason) {
        // Before anything is sent: a peer that does not read would let the sending wait for ever.
        CompletableFuture.delayedExecutor(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS).execute(this::abandon);
        var text = reason.getBytes(StandardCharsets.UTF_8);
        try {
            sendClose(ByteBuffer.allocate(2 + text.length)
                    .putShort((short) code)
                    .put(text)
                    .array());
        } catch (IOException e) {
            abandon();
        }
        resumeReading();
    }

    private void sendClose(byte[] payload) throws IOException {
        sending.lock();
        try {
            if (!closeSent) {
                closeSent = true;
                out.write(masked(0x80 | CLOSE, payload));
            }
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() {
        close(1000, "");
    }

    /** Vanishes: the kernel sends a reset and no close frame. */
    void abort() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Already closed, which is what is wanted.
        }
        abandon();
        resumeReading();
    }

    private void abandon() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done about a socket that cannot be closed.
        }
    }
}
