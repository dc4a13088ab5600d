package com.callvault.chaos;

import com.callvault.client.Device;
import com.callvault.client.Frame;
import com.callvault.client.Identity;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import com.callvault.client.Refused;
import com.callvault.client.Server;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A device of one who writes to one other, as a page does: it stays connected, takes each message once, reads what it misses
 * after each {@code ready}, on {@code resync} and when it sees a hole, and tells up to where it has them.
 */
final class Messenger implements Line.Listener, AutoCloseable {

    /**
     * Who it is, by the numbers of this run.
     *
     * @param firstOfPair the device that speaks for the pair
     * @param address of the person
     * @param peer the other's
     */
    record Who(int device, int person, int pair, int firstOfPair, String address, int peerPerson, String peer) {}

    private static final int RECEIPT_EVERY_MS = 2_000;
    private static final int READS_AGAIN_AFTER_MS = 1_000;

    private final Who who;
    private final String conversation;
    private final Journal journal;
    private final Line line;
    private final Outbox outbox;
    private final Held held = new Held();
    private final Semaphore work = new Semaphore(0);
    private volatile boolean mustRead;
    private volatile boolean over;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private long toldUpTo;

    Messenger(Server server, Device device, Who who, Journal journal, Writing writing) {
        this.who = who;
        this.conversation = Identity.conversation(who.address(), who.peer());
        this.journal = journal;
        this.line = new Line(server, device, Habits.BUSY, this);
        this.outbox = new Outbox(who, line, journal, writing);
        journal.add(new Told.Device(
                History.now(),
                who.device(),
                who.person(),
                who.pair(),
                device.id().toString()));
    }

    Outbox outbox() {
        return outbox;
    }

    /** One of each pair is. */
    boolean isFirstOfPair() {
        return who.device() == who.firstOfPair();
    }

    boolean isConnected() {
        return line.client() != null;
    }

    /** What was not as the protocol says, of connections that have ended. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Stays connected until it is closed; for a virtual thread of its own. */
    void live() {
        line.live();
    }

    /** Reads and tells, until it is closed; for a virtual thread of its own. */
    void tend() {
        try {
            while (!over) {
                var asked = work.tryAcquire(RECEIPT_EVERY_MS, TimeUnit.MILLISECONDS);
                work.drainPermits();
                if (asked && mustRead) {
                    mustRead = false;
                    if (isConnected() && !read()) {
                        TimeUnit.MILLISECONDS.sleep(READS_AGAIN_AFTER_MS);
                        wantRead();
                    }
                } else {
                    tellReceipt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what it misses; whether it could. */
    boolean read() {
        var client = line.client();
        if (client == null) {
            return false;
        }
        try {
            var asked = History.now();
            for (var head : client.chats().heads()) {
                if (head.path("lastSeq").longValue(0) > completeTo()) {
                    for (var message : client.chats().history(conversation, completeTo())) {
                        take(message, asked);
                    }
                }
            }
            return true;
        } catch (NotSeen | Refused | UncheckedIOException | IllegalStateException e) {
            // The connection ended, or the server is busy mending itself.
            return false;
        }
    }

    /** Writes down the server's history, whole; whether it could. */
    boolean readHistory() {
        var client = line.client();
        if (client == null) {
            return false;
        }
        try {
            var at = History.now();
            for (var message : client.chats().history(conversation, 0)) {
                journal.add(new Told.Stored(
                        at,
                        who.pair(),
                        message.path("seq").longValue(0),
                        text(message, "clientId"),
                        from(message),
                        text(message, "kind"),
                        content(message),
                        text(message, "target")));
            }
            return true;
        } catch (NotSeen | Refused | UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void connected(ProtocolClient client, String node, long at) {
        journal.add(new Told.Connected(at, who.device(), node));
        var unused = client.closed().thenRun(() -> violations.addAll(client.violations()));
        wantRead();
    }

    @Override
    public void disconnected(long at) {
        journal.add(new Told.Disconnected(at, who.device()));
    }

    @Override
    public void came(Frame frame) {
        switch (frame.type()) {
            case "msg:incoming" -> {
                take(frame.json(), 0);
                if (hasHole()) {
                    wantRead();
                }
            }
            case "msg:ack" -> acknowledged(frame);
            case "resync" -> wantRead();
            default -> {}
        }
    }

    @Override
    public void close() {
        over = true;
        line.close();
    }

    /** Lines stand in the order in which the device applied what they tell. */
    private void acknowledged(Frame frame) {
        var letter = outbox.letter(frame.text("clientId"));
        synchronized (this) {
            journal.add(new Told.Acknowledged(
                    History.now(), who.device(), frame.text("clientId"), frame.text("message"), frame.number("seq")));
            if (letter != null) {
                held.take(
                        frame.number("seq"),
                        Held.print(letter.id(), who.person(), letter.kind(), checksum(letter.body()), letter.target()));
            }
        }
        if (letter != null) {
            outbox.acknowledged(letter, frame);
        }
    }

    /** @param asked when it began to read, 0 where it came by itself */
    private void take(JsonNode message, long asked) {
        var seq = message.path("seq").longValue(0);
        var id = text(message, "clientId");
        var kind = text(message, "kind");
        var target = text(message, "target");
        var from = from(message);
        var content = content(message);
        synchronized (this) {
            if (!held.take(seq, Held.print(id, from, kind, content, target))) {
                return;
            }
            journal.add(new Told.Took(History.now(), who.device(), seq, id, from, kind, content, target, asked));
        }
        if (kind.equals(Letter.TEXT) && content != 0 && from != who.person()) {
            outbox.writing().heard(text(message, "message"));
        }
    }

    private synchronized long completeTo() {
        return held.completeTo();
    }

    private synchronized boolean hasHole() {
        return held.hasHole();
    }

    private void wantRead() {
        mustRead = true;
        work.release();
    }

    private void tellReceipt() {
        var client = line.client();
        var upTo = completeTo();
        if (client != null && upTo > toldUpTo) {
            try {
                client.chats().delivered(who.peer(), upTo);
                toldUpTo = upTo;
            } catch (UncheckedIOException e) {
                // The connection has ended; it tells on the next.
            }
        }
    }

    /** The person by number; -1 for a stranger. */
    private int from(JsonNode message) {
        var address = text(message, "from");
        return address.equals(who.address()) ? who.person() : address.equals(who.peer()) ? who.peerPerson() : -1;
    }

    private static int content(JsonNode message) {
        var body = message.path("body");
        return checksum(body.isString() ? body.asString() : null);
    }

    /** Of the words; 0 where there are none, and nowhere else. */
    static int checksum(@Nullable String words) {
        if (words == null) {
            return 0;
        }
        var checksum = new CRC32C();
        checksum.update(words.getBytes(StandardCharsets.UTF_8));
        var value = (int) checksum.getValue();
        return value == 0 ? 1 : value;
    }

    private static String text(JsonNode message, String member) {
        return message.path(member).asString("");
    }
}
