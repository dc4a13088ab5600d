package com.callvault.gateway.connection;

import com.callvault.common.wire.WireLimits;

/**
 * How much one client may send. {@value WireLimits#FRAMES_PER_SECOND} frames in any second; those above are refused, and
 * {@value #REFUSED_BEFORE_CLOSE} refused within 10 s close the socket, since then nobody reads the answers. Frames that are
 * {@code malformed} count on their own. Not thread-safe: for the thread that reads.
 */
final class InboundLimits {
    static final int REFUSED_BEFORE_CLOSE = 100;
    private static final long SECOND_MS = 1_000;
    private static final long REFUSED_WINDOW_MS = 10_000;
    private static final long MALFORMED_WINDOW_MS = 60_000;

    private final SlidingWindow frames = new SlidingWindow(WireLimits.FRAMES_PER_SECOND, SECOND_MS);
    private final SlidingWindow refused = new SlidingWindow(REFUSED_BEFORE_CLOSE, REFUSED_WINDOW_MS);
    private final SlidingWindow malformed = new SlidingWindow(WireLimits.MALFORMED_PER_MINUTE, MALFORMED_WINDOW_MS);

    Admission frame(long now) {
        long retryAfterMs = frames.fullFor(now);
        if (retryAfterMs == 0) {
            frames.record(now);
            return new Admission.Admitted();
        }
        refused.record(now);
        return refused.fullFor(now) > 0 ? new Admission.Flood() : new Admission.Refused(retryAfterMs);
    }

    /** True when this was one too many. */
    boolean malformed(long now) {
        malformed.record(now);
        return malformed.fullFor(now) > 0;
    }
}
