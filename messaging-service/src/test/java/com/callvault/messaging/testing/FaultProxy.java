package com.callvault.messaging.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a service and a store, on loopback, and can take the store away: gone, or there and silent. */
public final class FaultProxy implements AutoCloseable {
    private enum State {
        PASSING,
        SILENT,
        GONE
    }

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private State state = State.PASSING;

    public FaultProxy(String host, int port) {
        try {
            target = new InetSocketAddress(host, port);
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Every connection breaks, and new ones break at once. */
    public void takeAway() {
        set(State.GONE);
        sockets.forEach(FaultProxy::closeQuietly);
    }

    /** Connections stay and nothing passes any more. */
    public void fallSilent() {
        set(State.SILENT);
    }

    public void bringBack() {
        set(State.PASSING);
    }

    private void set(State next) {
        synchronized (change) {
            state = next;
            change.notifyAll();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                if (now() == State.GONE) {
                    closeQuietly(client);
                    continue;
                }
                Socket store = new Socket();
                sockets.add(store);
                store.connect(target, 5000);
                Thread.ofVirtual().start(() -> pump(client, store));
                Thread.ofVirtual().start(() -> pump(store, client));
            } catch (IOException e) {
                // closed, or the store is really away: the client sees its connection break
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassing();
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // the connection is over, which the other side learns below
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private void awaitPassing() throws InterruptedException {
        synchronized (change) {
            while (state == State.SILENT) {
                change.wait();
            }
        }
    }

    private State now() {
        synchronized (change) {
            return state;
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    @Override
    public void close() {
        set(State.PASSING);
        sockets.forEach(FaultProxy::closeQuietly);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
