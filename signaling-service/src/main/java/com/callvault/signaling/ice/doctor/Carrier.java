package com.callvault.signaling.ice.doctor;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Carries STUN messages to one server and back (RFC 8489, 6.2). For one thread. */
interface Carrier extends Closeable {
    void send(byte[] message) throws IOException;

    /** @return null where none came within that time */
    byte @Nullable [] receive(Duration within) throws IOException;

    /** Whether what was sent may be lost, and is to be sent again. */
    boolean loses();

    static Carrier open(ServerUrl url, InetSocketAddress server, SSLSocketFactory tls, Duration within)
            throws IOException {
        return switch (url.transport()) {
            case UDP -> new Datagrams(server);
            case TCP -> new Stream(connected(server, within), within);
            case TLS -> new Stream(secured(connected(server, within), url, tls, within), within);
        };
    }

    private static Socket connected(InetSocketAddress server, Duration within) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, Math.toIntExact(within.toMillis()));
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, ServerUrl url, SSLSocketFactory tls, Duration within)
            throws IOException {
        try {
            plain.setSoTimeout(Math.toIntExact(within.toMillis()));
            SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.host(), url.port(), true);
            SSLParameters checked = socket.getSSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(checked);
            socket.startHandshake();
            return socket;
        } catch (SocketTimeoutException | SocketException | SSLHandshakeException e) {
            plain.close();
            // What knows no TLS is silent, or hangs up, and then it is chance what of it comes here first.
            if (e instanceof SSLHandshakeException && !(e.getCause() instanceof EOFException)) {
                throw e;
            }
            throw new SSLException("no answer to a greeting in TLS", e);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    final class Datagrams implements Carrier {
        private final DatagramSocket socket;

        /** Connected, so that the system says when nobody listens there. */
        Datagrams(InetSocketAddress server) throws IOException {
            socket = new DatagramSocket();
            socket.connect(server);
        }

        @Override
        public void send(byte[] message) throws IOException {
            socket.send(new DatagramPacket(message, message.length));
        }

        @Override
        public byte @Nullable [] receive(Duration within) throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            socket.setSoTimeout(Math.max(1, Math.toIntExact(within.toMillis())));
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return null;
            }
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public boolean loses() {
            return true;
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Over TCP or TLS a message's own length says where it ends. */
    final class Stream implements Carrier {
        private static final int HEADER = 20;

        private final Socket socket;
        private final DataInputStream in;

        Stream(Socket socket, Duration within) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            socket.setSoTimeout(Math.toIntExact(within.toMillis()));
        }

        @Override
        public void send(byte[] message) throws IOException {
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
        }

        @Override
        public byte @Nullable [] receive(Duration within) throws IOException {
            socket.setSoTimeout(Math.max(1, Math.toIntExact(within.toMillis())));
            byte[] header = new byte[HEADER];
            try {
                header[0] = in.readByte();
            } catch (SocketTimeoutException e) {
                return null;
            }
            in.readFully(header, 1, HEADER - 1);
            int length = (Byte.toUnsignedInt(header[2]) << 8) | Byte.toUnsignedInt(header[3]);
            byte[] message = Arrays.copyOf(header, HEADER + length);
            in.readFully(message, HEADER, length);
            return message;
        }

        @Override
        public boolean loses() {
            return false;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
