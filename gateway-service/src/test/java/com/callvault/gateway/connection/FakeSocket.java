package com.callvault.gateway.connection;

import com.callvault.common.wire.CloseReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told. Its writer runs when the test says so. */
public final class FakeSocket implements Socket {
    public final List<String> sent = new ArrayList<>();
    public @Nullable CloseReason closed;
    public boolean cut;
    public int pings;
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    /** Where connections have their writers run. */
    public Executor writers() {
        return tasks::add;
    }

    /** Lets the writer write. */
    public List<String> flush() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return sent;
    }

    public int writersWaiting() {
        return tasks.size();
    }

    @Override
    public void send(String frame) {
        sent.add(frame);
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
