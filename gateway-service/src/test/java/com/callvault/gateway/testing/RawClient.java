package com.callvault.gateway.testing;

import com.callvault.gateway.opening.HandshakeRules;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP and WebSocket by hand: for requests that no library sends, and readers that no library is. */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(Node node, int receiveBytes) throws IOException {
        socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
        in = new DataInputStream(socket.getInputStream());
    }

    /** @param headers with names in lower case */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** One request, with these header lines and no others. */
    public static Answer request(Node node, String line, List<String> headers) {
        try (RawClient client = new RawClient(node, 0)) {
            client.write(line, headers);
            return client.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a good upgrade request, to be spoiled. */
    public static List<String> upgrade(Node node) {
        return new ArrayList<>(List.of(
                "Host: calls.example",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Origin: " + node.origin(),
                "Sec-WebSocket-Protocol: " + HandshakeRules.SUBPROTOCOL));
    }

    /** An open WebSocket whose kernel takes few bytes that it does not read. */
    public static RawClient open(Node node) {
        try {
            RawClient client = new RawClient(node, 4096);
            client.write("GET /ws HTTP/1.1", upgrade(node));
            Answer answer = client.answer();
            if (answer.status() != 101) {
                throw new AssertionError(answer);
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(TEXT);
            if (bytes.length < 126) {
                frame.write(MASKED | bytes.length);
            } else {
                frame.write(MASKED | 126);
                frame.write(bytes.length >> 8);
                frame.write(bytes.length);
            }
            // A mask of zeros is a mask.
            frame.writeBytes(new byte[4]);
            frame.writeBytes(bytes);
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next text frame. */
    public String read() {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (first != TEXT) {
                throw new AssertionError("not a text frame: " + first);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(String line, List<String> headers) throws IOException {
        String request = line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String length = headers.get("content-length");
        String body = length == null ? "" : new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        return new Answer(status, headers, body);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
