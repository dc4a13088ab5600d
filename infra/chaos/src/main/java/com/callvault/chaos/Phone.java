package com.callvault.chaos;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.callvault.client.Device;
import com.callvault.client.Frame;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import com.callvault.client.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One device that stays connected, says that it rings, and calls. What it has applied outlives its connections. */
final class Phone implements Line.Listener, AutoCloseable {

    private final Device device;
    private final History history;
    private final Line line;
    private volatile @Nullable ProtocolClient first;

    Phone(Server server, Device device, History history, Habits habits) {
        this.device = device;
        this.history = history;
        this.line = new Line(server, device, habits, this);
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
        line.live();
    }

    /** The connection breaks without a word. */
    void bounce(boolean toAnotherGateway) {
        line.bounce(toAnotherGateway);
    }

    boolean isConnected() {
        return line.client() != null;
    }

    /** Whether it is connected to this gateway. */
    boolean isConnectedTo(String gateway) {
        return line.isConnectedTo(gateway);
    }

    /** When its newest connection was ready, in ms since the epoch; 0 before the first. */
    long connectedAt() {
        return line.connectedAt();
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
        var client = first;
        return client == null ? List.of() : client.calls().applied(call);
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
            var client = line.client();
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
        line.close();
    }

    @Override
    public void connected(ProtocolClient client, String node, long at) {
        if (first == null) {
            first = client;
        }
        history.add(new Seen.Connected(at, id(), node));
    }

    @Override
    public void disconnected(long at) {
        history.add(new Seen.Disconnected(at, id()));
    }

    @Override
    public void came(Frame frame) {
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
}
