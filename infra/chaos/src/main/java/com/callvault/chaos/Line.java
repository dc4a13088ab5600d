package com.callvault.chaos;

import com.callvault.client.Device;
import com.callvault.client.Frame;
import com.callvault.client.Handshake;
import com.callvault.client.HandshakeRefused;
import com.callvault.client.Json;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import com.callvault.client.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A device's connection, kept up as a page does: it comes back after each end, and notices a server that is silent. */
final class Line implements AutoCloseable {

    /** Who the device belongs to. */
    interface Listener {

        /** On the thread of {@link #live}, before {@link #client} gives this connection to anybody. */
        void connected(ProtocolClient client, String node, long at);

        /**
         * On the same thread.
         *
         * @param at when it was last known to be reachable, ms since the epoch
         */
        void disconnected(long at);

        /** On the reading thread, which must not wait. */
        void came(Frame frame);
    }

    private static final Duration OPENS_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int TRIES_FOR_ANOTHER = 4;

    private final Server server;
    private final Device device;
    private final Habits habits;
    private final Listener listener;
    private volatile @Nullable ProtocolClient current;
    private volatile String node = "";
    private volatile long connectedAt;
    private volatile long turnMs;
    private volatile boolean elsewhere;
    private volatile boolean over;

    Line(Server server, Device device, Habits habits, Listener listener) {
        this.server = server;
        this.device = device;
        this.habits = habits;
        this.listener = listener;
    }

    /** Stays connected until it is closed; for a virtual thread of its own. */
    void live() {
        var pause = habits.firstPauseMs();
        try {
            while (!over) {
                var client = open(node);
                if (client != null) {
                    pause = habits.firstPauseMs();
                    node = node(client);
                    connectedAt = History.now();
                    listener.connected(client, node, connectedAt);
                    current = client;
                    var heard = awaitEnd(client);
                    current = null;
                    listener.disconnected(heard);
                    client.vanish();
                    turnMs = told(client, "drain", "reconnectAfterMs");
                }
                TimeUnit.MILLISECONDS.sleep(
                        turnMs > 0 ? turnMs : ThreadLocalRandom.current().nextInt(pause));
                pause = Math.min(2 * pause, habits.longestPauseMs());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connection breaks without a word. */
    void bounce(boolean toAnotherGateway) {
        elsewhere = toAnotherGateway;
        var client = current;
        if (client != null) {
            client.vanish();
        }
    }

    /** The connection, while there is one. */
    @Nullable
    ProtocolClient client() {
        return current;
    }

    /** Whether it is connected to this gateway. */
    boolean isConnectedTo(String gateway) {
        return current != null && node.equals(gateway);
    }

    /** When its newest connection was ready, in ms since the epoch; 0 before the first. */
    long connectedAt() {
        return connectedAt;
    }

    @Override
    public void close() {
        over = true;
        var client = current;
        if (client != null) {
            client.close();
        }
    }

    private @Nullable ProtocolClient open(String last) {
        var tries = elsewhere ? TRIES_FOR_ANOTHER : 1;
        elsewhere = false;
        turnMs = 0;
        for (var i = tries; i > 0; i--) {
            ProtocolClient client = null;
            try {
                client = ProtocolClient.open(
                        server, device, Handshake.from(server.audience()).within(OPENS_WITHIN), habits.keptFrames());
                if (i > 1 && node(client).equals(last)) {
                    client.vanish();
                    continue;
                }
                client.onFrame(listener::came);
                client.authenticate();
                return client;
            } catch (HandshakeRefused | NotSeen | UncheckedIOException e) {
                if (client != null) {
                    turnMs = told(client, "error", "retryAfterMs");
                    client.vanish();
                }
            }
        }
        return null;
    }

    /** After how long it is to come back, in ms; 0 if it was not told. */
    private static long told(ProtocolClient client, String type, String member) {
        return client.log().all(frame -> frame.is(type)).stream()
                .mapToLong(frame -> frame.number(member))
                .max()
                .orElse(0);
    }

    /** Without the boot's id. */
    private static String node(ProtocolClient client) {
        return client.hello().text("node").replaceAll("\\..*", "");
    }

    /** Returns when it was last known to be reachable: a silent server's connection was gone from then on. */
    private long awaitEnd(ProtocolClient client) throws InterruptedException {
        var heard = History.now();
        while (true) {
            try {
                client.closed().get(habits.pingEvery().toMillis(), TimeUnit.MILLISECONDS);
                return History.now();
            } catch (TimeoutException e) {
                try {
                    client.ask(Json.frame("ping"), ANSWER_WITHIN);
                    heard = History.now();
                } catch (NotSeen | UncheckedIOException silent) {
                    return client.closed().isDone() ? History.now() : heard;
                }
            } catch (ExecutionException e) {
                return History.now();
            }
        }
    }
}
