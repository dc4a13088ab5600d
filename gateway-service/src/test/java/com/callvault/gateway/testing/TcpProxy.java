package com.callvault.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a node and a store, and takes the store away. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean letting = true;
    private volatile boolean deaf;

    public TcpProxy(int target) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.target = target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The same store, by way of here. */
    public String through(String uri) {
        return uri.replace(":" + URI.create(uri).getPort(), ":" + server.getLocalPort());
    }

    /** Ends every connection, and lets none in until {@link #restore}. */
    public void cut() {
        letting = false;
        open.forEach(TcpProxy::closeQuietly);
    }

    public void restore() {
        deaf = false;
        letting = true;
    }

    /** What the store says is lost, while the connections stand: half open. */
    public void deafen() {
        deaf = true;
    }

    @Override
    public void close() {
        letting = false;
        closeQuietly(server);
        open.forEach(TcpProxy::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (!letting) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pump(near, far, false));
                Thread.ofVirtual().start(() -> pump(far, near, true));
            } catch (IOException e) {
                // The proxy was closed, or the store is away: the next connection tells.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean fromStore) {
        boolean deafened = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                // Once deaf, this connection stays deaf: bytes are missing in it.
                deafened |= fromStore && deaf;
                if (!deafened) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // It was cut.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            // It is being thrown away.
        }
    }
}
