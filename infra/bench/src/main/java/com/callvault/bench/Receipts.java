package com.callvault.bench;

import com.callvault.client.ProtocolClient;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tells, as a page does, up to where messages of one other have reached this device, once a second at most. Thread-safe. */
final class Receipts {

    private static final int EVERY_MS = 1_000;

    private final ProtocolClient client;
    private final ScheduledExecutorService timer;
    private String peer = "";
    private long upTo;
    private boolean due;

    /** For the receipts of everybody. What is still to be told when it is shut down is for nobody. */
    static ScheduledThreadPoolExecutor timer() {
        return new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
    }

    Receipts(ProtocolClient client, ScheduledExecutorService timer) {
        this.client = client;
        this.timer = timer;
    }

    /** @param seq of a message that has come from {@code from} */
    synchronized void reached(String from, long seq) {
        peer = from;
        upTo = Math.max(upTo, seq);
        if (!due) {
            due = true;
            var unused = timer.schedule(this::tell, EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        String to;
        long reached;
        synchronized (this) {
            due = false;
            to = peer;
            reached = upTo;
        }
        try {
            client.chats().delivered(to, reached);
        } catch (UncheckedIOException e) {
            // The connection has ended, which is counted elsewhere.
        }
    }
}
