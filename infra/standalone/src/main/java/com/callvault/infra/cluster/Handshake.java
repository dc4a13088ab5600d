package com.callvault.infra.cluster;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;

/** What a gateway answers to a handshake (RFC 6455, 4.2.2), and the connection to it. Blocks; for a virtual thread. */
record Handshake(Socket socket, InputStream input, int status, List<HttpField> headers) implements Closeable {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2})( .*)?");
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_BODY = 65_536;

    /**
     * Asks one.
     *
     * @param within a gateway that takes longer is frozen; its listener still accepts
     * @throws IOException if it cannot be reached, or gives no answer that can be read
     */
    static Handshake with(String gateway, String head, Duration within) throws IOException {
        var patienceMs = Math.toIntExact(within.toMillis());
        var uri = URI.create(gateway);
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), patienceMs);
            socket.setSoTimeout(patienceMs);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            var input = new BufferedInputStream(socket.getInputStream(), 4096);
            var handshake = new Handshake(socket, input, status(line(input)), headers(input));
            socket.setSoTimeout(0);
            return handshake;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /** Of an answer that is no upgrade. */
    byte[] body() throws IOException {
        var length = headers.stream()
                .filter(header -> header.is("Content-Length"))
                .mapToInt(HttpField::getIntValue)
                .findFirst()
                .orElse(0);
        return input.readNBytes(Math.min(length, LONGEST_BODY));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int status(String line) throws IOException {
        var matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("no HTTP: " + line);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static List<HttpField> headers(InputStream input) throws IOException {
        var headers = new ArrayList<HttpField>();
        for (var line = line(input); !line.isEmpty(); line = line(input)) {
            var colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new IOException("no headers");
            }
            headers.add(new HttpField(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private static String line(InputStream input) throws IOException {
        var line = new StringBuilder();
        for (var next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new IOException("the answer breaks off");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
