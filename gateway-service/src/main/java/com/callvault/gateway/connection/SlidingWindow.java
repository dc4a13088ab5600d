package com.callvault.gateway.connection;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the last {@code count} events, to say exactly how many fall into the last {@code windowMs}. A counter per fixed
 * window would let twice as many through across its border. Costs nothing before the first event. Not thread-safe.
 */
final class SlidingWindow {
    private final int count;
    private final long windowMs;
    private long @Nullable [] times;
    private int next;
    private int size;

    SlidingWindow(int count, long windowMs) {
        this.count = count;
        this.windowMs = windowMs;
    }

    void record(long now) {
        if (times == null) {
            times = new long[count];
        }
        times[next] = now;
        next = (next + 1) % count;
        size = Math.min(size + 1, count);
    }

    /** Milliseconds until there are fewer than {@code count} events in the window; 0 when there are. */
    long fullFor(long now) {
        return times == null || size < count ? 0 : Math.max(0, times[next] + windowMs - now);
    }
}
