package com.callvault.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long something took from when it was meant to begin, which is not when it began: a server that keeps the load generator
 * waiting is not to be spared. Thread-safe.
 */
final class Times {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private volatile boolean measuring;
    private volatile long from;

    /** What is meant to begin before this is warm-up and not counted. On {@link System#nanoTime()}. */
    void measureFrom(long nanos) {
        from = nanos;
        measuring = true;
    }

    void took(long meantAt, long endedAt) {
        if (measuring && meantAt - from >= 0) {
            micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(endedAt - meantAt), 0, LONGEST_MICROS));
        }
    }

    Histogram micros() {
        return micros;
    }
}
