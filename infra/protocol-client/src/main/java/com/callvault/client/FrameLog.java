package com.callvault.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one connection in the order they came, to look back at and to wait on. It keeps the newest of them up
 * to its size, so that a client of a load test does not fill the memory. Safe for use by several threads.
 */
public final class FrameLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Frame> frames = new ArrayList<>();
    private final int keep;
    private long forgotten;
    private @Nullable Closed closed;

    FrameLog(int keep) {
        this.keep = keep;
    }

    void add(Frame frame) {
        lock.lock();
        try {
            frames.add(frame);
            if (frames.size() > keep) {
                // In blocks, since dropping them one by one from the front of an array is quadratic.
                int drop = Math.max(1, keep / 2);
                frames.subList(0, drop).clear();
                forgotten += drop;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end(Closed how) {
        lock.lock();
        try {
            closed = how;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where the log stands now: what is awaited after a mark came after it. */
    public long mark() {
        lock.lock();
        try {
            return forgotten + frames.size();
        } finally {
            lock.unlock();
        }
    }

    public List<Frame> all() {
        return after(0);
    }

    public List<Frame> all(Predicate<Frame> which) {
        return after(0).stream().filter(which).toList();
    }

    public List<Frame> after(long mark) {
        lock.lock();
        try {
            int from = (int) Math.min(Math.max(mark - forgotten, 0), frames.size());
            return List.copyOf(frames.subList(from, frames.size()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The first frame that fits, whether it has come or comes yet.
     *
     * @param what what is missing when it does not come
     * @throws NotSeen after the timeout, or at once when the connection ends without it
     */
    public Frame await(Predicate<Frame> which, Duration timeout, String what) {
        return await(0, which, timeout, what);
    }

    public Frame await(String type, Duration timeout) {
        return await(0, frame -> frame.is(type), timeout, type);
    }

    /** As {@link #await(Predicate, Duration, String)}, among the frames since the mark. */
    public Frame await(long mark, Predicate<Frame> which, Duration timeout, String what) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            long next = mark;
            while (true) {
                for (next = Math.max(next, forgotten); next - forgotten < frames.size(); next++) {
                    var frame = frames.get((int) (next - forgotten));
                    if (which.test(frame)) {
                        return frame;
                    }
                }
                if (closed != null) {
                    throw new NotSeen("missing: " + what + "; the connection ended with " + closed + "; " + tail(mark));
                }
                if (left <= 0) {
                    throw new NotSeen("missing after " + timeout.toMillis() + " ms: " + what + "; " + tail(mark));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while waiting for: " + what);
        } finally {
            lock.unlock();
        }
    }

    private String tail(long mark) {
        var since = after(mark);
        int from = Math.max(0, since.size() - 30);
        return "what came: " + (from > 0 ? "… " : "") + since.subList(from, since.size());
    }
}
