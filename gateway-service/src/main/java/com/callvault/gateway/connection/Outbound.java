package com.callvault.gateway.connection;

import com.callvault.common.wire.CloseReason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, in order. Whoever adds to it never waits for the socket: a thread comes when there is
 * something to write and goes when there is not, so an idle connection has none. Nothing is ever dropped from the middle: a
 * reader that is too slow loses the connection, and reads what it missed when it comes back.
 *
 * <p>Live frames can be held back, until what is owed stands before them. Thread-safe.
 */
final class Outbound {
    /** What happened to a frame that was added. */
    enum Added {
        QUEUED,
        /** The socket is closing; whatever the frame said is owed, stored, or no longer of interest. */
        CLOSING,
        /** More waits than one reader may let wait. The frame was not added: close. */
        OVERFLOW
    }

    private static final long CLOSE_HANDSHAKE_MS = 5_000;
    private static final Long NEVER = Long.MAX_VALUE;

    private sealed interface Item {
        /** @param bytes that count against the queue's size */
        record Frame(String text, int bytes) implements Item {}

        record Close(CloseReason reason) implements Item {}
    }

    private final Socket socket;
    private final Executor writers;
    private final Ticker ticker;
    private final ConnectionSettings settings;

    private final Deque<Item> queue = new ArrayDeque<>(4);
    private @Nullable List<Item.Frame> held;
    private int bytes;
    private boolean writing;
    private @Nullable Long sendingSince;
    private @Nullable CloseReason closing;
    private @Nullable Long cutAt;

    Outbound(Socket socket, Executor writers, Ticker ticker, ConnectionSettings settings) {
        this.socket = socket;
        this.writers = writers;
        this.ticker = ticker;
        this.settings = settings;
    }

    /** From now on live frames wait for {@link #release}. */
    synchronized void hold() {
        if (held == null) {
            held = new ArrayList<>();
        }
    }

    /**
     * Sends {@code first}, then what was held back, then everything live. What comes first is as much as the ledger owes and is
     * never too much: a device that could not take it could never attach again.
     */
    synchronized void release(List<String> first) {
        if (closing != null) {
            return;
        }
        first.forEach(frame -> queue.add(new Item.Frame(frame, 0)));
        if (held != null) {
            queue.addAll(held);
            held = null;
        }
        wakeWriter();
    }

    synchronized boolean isHolding() {
        return held != null;
    }

    /** Our own answer on this connection: not held back. */
    synchronized Added send(String frame) {
        Item.Frame item = new Item.Frame(frame, Utf8.length(frame));
        Added added = admit(item);
        if (added == Added.QUEUED) {
            queue.add(item);
            wakeWriter();
        }
        return added;
    }

    /** What came for it from elsewhere: held back until {@link #release}. */
    synchronized Added deliver(String frame) {
        if (held == null) {
            return send(frame);
        }
        Item.Frame item = new Item.Frame(frame, Utf8.length(frame));
        Added added = admit(item);
        if (added == Added.QUEUED) {
            held.add(item);
        }
        return added;
    }

    /** Closes after what was sent before. Only the first reason counts; false when there was one. */
    synchronized boolean close(CloseReason reason) {
        if (closing != null) {
            return false;
        }
        closing = reason;
        held = null;
        queue.add(new Item.Close(reason));
        wakeWriter();
        return true;
    }

    /** Closes now: what waits is for nobody. False when it was closing. */
    boolean abort(CloseReason reason) {
        boolean first;
        boolean start;
        synchronized (this) {
            first = closing == null;
            if (first) {
                closing = reason;
            }
            held = null;
            queue.clear();
            bytes = 0;
            start = startClosing(settings.cutAfter().toMillis());
        }
        if (start) {
            socket.close(reason);
        }
        return first;
    }

    /** Looks after what has taken too long; called every fraction of a second. True when the reader was found too slow. */
    boolean tick() {
        long now = ticker.millis();
        boolean cut;
        @Nullable CloseReason tooSlow = null;
        synchronized (this) {
            cut = cutAt != null && now >= cutAt;
            boolean stuck = sendingSince != null
                    && now - sendingSince >= settings.sendTimeout().toMillis();
            if (cutAt == null && stuck) {
                tooSlow = closing == null ? CloseReason.READS_TOO_SLOWLY : closing;
            }
        }
        if (cut) {
            socket.cut();
        }
        return tooSlow != null && abort(tooSlow);
    }

    /** The socket is gone. */
    synchronized void closed() {
        if (closing == null) {
            closing = CloseReason.GOING_AWAY;
        }
        cutAt = NEVER;
        sendingSince = null;
        held = null;
        queue.clear();
        bytes = 0;
    }

    synchronized @Nullable CloseReason closing() {
        return closing;
    }

    private Added admit(Item.Frame item) {
        if (closing != null) {
            return Added.CLOSING;
        }
        if (bytes > 0 && bytes + item.bytes() > settings.queueBytes()) {
            return Added.OVERFLOW;
        }
        bytes += item.bytes();
        return Added.QUEUED;
    }

    private void wakeWriter() {
        if (!writing) {
            writing = true;
            writers.execute(this::write);
        }
    }

    private void write() {
        for (Item item = next(); item != null; item = next()) {
            switch (item) {
                case Item.Frame(String text, int counted) -> {
                    try {
                        socket.send(text);
                    } catch (IOException e) {
                        // The socket is broken or was cut; its reader tells when it is gone.
                        socket.cut();
                    }
                    sent(counted);
                }
                case Item.Close(CloseReason reason) -> {
                    if (startClosing(CLOSE_HANDSHAKE_MS)) {
                        socket.close(reason);
                    }
                }
            }
        }
    }

    private synchronized @Nullable Item next() {
        Item item = queue.poll();
        if (item == null) {
            writing = false;
        } else if (item instanceof Item.Frame) {
            sendingSince = ticker.millis();
        }
        return item;
    }

    private synchronized void sent(int counted) {
        sendingSince = null;
        // abort() has set it to 0 meanwhile, perhaps.
        bytes = Math.max(0, bytes - counted);
    }

    /** True once, for who then tells the socket: never under our lock, since the socket calls back. */
    private synchronized boolean startClosing(long cutAfterMs) {
        if (cutAt != null) {
            return false;
        }
        cutAt = ticker.millis() + cutAfterMs;
        return true;
    }
}
