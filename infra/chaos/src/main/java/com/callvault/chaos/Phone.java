package com.callvault.chaos;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One device that stays connected as a page does: comes back after each end, notices a server that is silent, says that it
 * rings. What it has applied outlives its connections.
 */
final class Phone implements AutoCloseable {

    /**
     * How a device behaves.
     *
     * @param pingEvery how often it makes sure that the server is there
     * @param firstPauseMs it comes back after anything up to this, doubled with each try that failed, unless it is told when
     * @param longestPauseMs up to this
     */
    record Habits(Duration pingEvery, int firstPauseMs, int longestPauseMs) {
        /** As the page does. */
        static final Habits USUAL = new Habits(Duration.ofSeconds(10), 5_000, 30_000);

        /** So that a trial is short, and its races are close. */
        static final Habits EAGER = new Habits(Duration.ofSeconds(1), 100, 1_600);
    }

    private static final int KEPT_FRAMES = 2_000;
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int TRIES_FOR_ANOTHER = 4;

    private final Server server;
    private final Device device;
    private final History history;
    private final Habits habits;
    private final List<ProtocolClient> all = new ArrayList<>();
    private volatile @Nullable ProtocolClient current;
    private volatile String node = "";
    private volatile long connectedAt;
    private volatile long turnMs;
    private volatile boolean elsewhere;
    private volatile boolean over;

    Phone(Server server, Device device, History history, Habits habits) {
        this.server = server;
        this.device = device;
        this.history = history;
        this.habits = habits;
        history.add(new Seen.Device(History.now(), device.address(), id()));
    }

    String id() {
        return device.id().toString();
    }

    String person() {
        return device.address();
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
                    history.add(new Seen.Connected(connectedAt, id(), node));
                    current = client;
                    var heard = awaitEnd(client);
                    current = null;
                    history.add(new Seen.Disconnected(heard, id()));
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

    boolean isConnected() {
        return current != null;
    }

    /** Whether it is connected to this gateway. */
    boolean isConnectedTo(String gateway) {
        return isConnected() && node.equals(gateway);
    }

    /** When its newest connection was ready, in ms since the epoch; 0 before the first. */
    long connectedAt() {
        return connectedAt;
    }

    /**
     * Calls: the same intent until there is an answer, as a page does.
     *
     * @return null if the ledger did not take it within this time
     */
    @Nullable
    Call call(String person, Duration within) throws InterruptedException {
        var placed = new Call[1];
        Frame answer = ask(within, client -> {
            var call = placed[0];
            placed[0] = call == null ? client.calls().prepare(person, Media.AUDIO) : call.on(client);
            return placed[0].init();
        });
        if (answer == null || !answer.is("ok")) {
            return null;
        }
        history.add(new Seen.Placed(History.now(), placed[0].id().toString(), id(), person));
        return placed[0];
    }

    /** Takes the call; whether it is this device that has it. */
    boolean answer(UUID call, Duration within) throws InterruptedException {
        Frame answer = ask(
                within,
                client -> client.calls()
                        .awaitIncoming(call, Duration.ofSeconds(1))
                        .accept());
        if (answer == null || !answer.is("ok")) {
            return false;
        }
        history.add(new Seen.Answered(History.now(), call.toString(), id()));
        return true;
    }

    /** The frames of a call that were applied, in order, over all connections. */
    List<Frame> applied(UUID call) {
        synchronized (all) {
            return all.isEmpty() ? List.of() : all.getFirst().calls().applied(call);
        }
    }

    boolean has(UUID call, String type) {
        return applied(call).stream().anyMatch(frame -> frame.is(type));
    }

    /**
     * Asks until there is an answer, over as many connections as that takes.
     *
     * @return the last answer; null if there was none within this time
     */
    @Nullable
    Frame ask(Duration within, Function<ProtocolClient, Frame> question) throws InterruptedException {
        var until = System.nanoTime() + within.toNanos();
        Frame last = null;
        while (System.nanoTime() < until) {
            var client = current;
            if (client != null) {
                try {
                    last = question.apply(client);
                    if (!last.flag("retryable")) {
                        return last;
                    }
                } catch (NotSeen | UncheckedIOException e) {
                    // The connection ended, or the server is busy mending itself: again.
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return last;
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
                        server, device, Handshake.from(server.audience()).within(OPENS_WITHIN), KEPT_FRAMES);
                if (i > 1 && node(client).equals(last)) {
                    client.vanish();
                    continue;
                }
                client.onFrame(this::react);
                client.authenticate();
                synchronized (all) {
                    if (all.isEmpty()) {
                        all.add(client);
                    }
                }
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

    /** On the reading thread, which must not wait. */
    private void react(Frame frame) {
        if (frame.is("call:incoming")) {
            Thread.ofVirtual().start(() -> {
                try {
                    ask(Duration.ofSeconds(10), client -> ring(client, frame).ringing());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static Call ring(ProtocolClient client, Frame incoming) {
        return client.calls().awaitIncoming(UUID.fromString(incoming.text("call")), Duration.ofSeconds(1));
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
