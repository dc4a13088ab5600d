package com.callvault.gateway.opening;

import com.callvault.gateway.connection.Ticker;

/**
 * Lets newcomers in at the rate that this node can bear (GCRA, ITU-T I.371, with one second's worth at once), and gives each of
 * the others a time of their own to come back at, one after the other at the same rate: so thousands that lost their node at one
 * instant do not come again at the next. Thread-safe.
 */
final class AdmissionRate {
    private static final long BURST_NANOS = 1_000_000_000;
    private static final long LONGEST_WAIT_NANOS = 30_000_000_000L;
    private static final int PER_PROCESSOR = 150;

    private final Ticker ticker;
    private final long everyNanos;
    private long nextAt = Long.MIN_VALUE;
    private long bookedUntil = Long.MIN_VALUE;

    /** @param perSecond how many; 0 for {@value #PER_PROCESSOR} for each processor */
    AdmissionRate(int perSecond, Ticker ticker) {
        int rate =
                perSecond > 0 ? perSecond : PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        this.everyNanos = 1_000_000_000L / rate;
        this.ticker = ticker;
    }

    /** 0 for one who may come in now; for any other the milliseconds after which to come back. */
    synchronized long waitMs() {
        long now = ticker.millis() * 1_000_000;
        if (nextAt <= now + BURST_NANOS) {
            nextAt = Math.max(nextAt, now) + everyNanos;
            return 0;
        }
        long first = nextAt - BURST_NANOS;
        bookedUntil = Math.min(Math.max(bookedUntil, first) + everyNanos, now + LONGEST_WAIT_NANOS);
        return Math.max(1, (bookedUntil - now) / 1_000_000);
    }
}
