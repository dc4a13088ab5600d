package com.callvault.bench;

import com.callvault.client.Frame;
import com.callvault.client.ProtocolClient;
import java.util.BitSet;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One of a pair, with one device: numbers what it sends, and holds what comes against the other's numbers. Safe for use by
 * several threads.
 */
final class Chatter implements AutoCloseable {

    private final ProtocolClient client;
    private final Receipts receipts;
    private final MessageTimes times;
    private final int bodyBytes;
    private final BitSet acknowledged = new BitSet();
    private final Received received = new Received();
    private String peer = "";
    private int sent;
    private int refused;

    Chatter(ProtocolClient client, ScheduledExecutorService timer, MessageTimes times, int bodyBytes) {
        this.client = client;
        this.receipts = new Receipts(client, timer);
        this.times = times;
        this.bodyBytes = bodyBytes;
        client.onFrame(this::take);
    }

    String address() {
        return client.address();
    }

    synchronized void writesTo(String other) {
        peer = other;
    }

    /** @param meantAt when it was meant to be sent, on {@link System#nanoTime()}: what delays the sending counts */
    void send(long meantAt) {
        int number;
        String to;
        synchronized (this) {
            number = sent++;
            to = peer;
        }
        var text = String.format(Locale.ROOT, "%d %d ", number, meantAt);
        var body = text + Words.of(bodyBytes - text.length());
        var unused = client.request(client.chats().text(to, body))
                .whenComplete((answer, failure) -> answered(number, meantAt, answer));
    }

    private void answered(int number, long meantAt, @Nullable Frame answer) {
        if (answer != null && answer.is("msg:ack")) {
            times.acknowledged().took(meantAt, answer.nanos());
            synchronized (this) {
                acknowledged.set(number);
            }
        } else {
            synchronized (this) {
                refused++;
            }
        }
    }

    private void take(Frame frame) {
        if (!frame.is("msg:incoming")) {
            return;
        }
        var words = frame.text("body").split(" ", 3);
        times.delivered().took(Long.parseLong(words[1]), frame.nanos());
        synchronized (this) {
            received.live(Integer.parseInt(words[0]), frame.number("seq"));
        }
        receipts.reached(frame.text("from"), frame.number("seq"));
    }

    /** How many have had no answer. */
    synchronized int unanswered() {
        return sent - refused - acknowledged.cardinality();
    }

    /** How many that were acknowledged have not reached the other. */
    int underWayTo(Chatter other) {
        var missing = acknowledged();
        missing.andNot(other.receivedNumbers());
        return missing.cardinality();
    }

    private synchronized BitSet acknowledged() {
        return (BitSet) acknowledged.clone();
    }

    private synchronized BitSet receivedNumbers() {
        return received.numbers();
    }

    /** What became of what this one sent to the other, who reads now what has not come. */
    Outcome outcome(Chatter other) {
        var missing = acknowledged();
        missing.andNot(other.receivedNumbers());
        var lost = missing.cardinality();
        if (lost > 0) {
            for (JsonNode message :
                    other.client.chats().history(other.client.chats().conversation(address()), 0)) {
                if (message.path("from").asString("").equals(address())) {
                    missing.clear(
                            Integer.parseInt(message.path("body").asString("").split(" ", 2)[0]));
                }
            }
        }
        var inHistory = lost - missing.cardinality();
        synchronized (this) {
            return new Outcome(
                    sent,
                    acknowledged.cardinality(),
                    refused,
                    other.receivedNumbers().cardinality(),
                    inHistory,
                    missing.cardinality(),
                    other.doubled(),
                    other.outOfOrder(),
                    client.violations().size());
        }
    }

    private synchronized int doubled() {
        return received.doubled();
    }

    private synchronized int outOfOrder() {
        return received.outOfOrder();
    }

    @Override
    public void close() {
        client.vanish();
    }
}
