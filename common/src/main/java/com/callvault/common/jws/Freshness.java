package com.callvault.common.jws;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Duration;
import java.time.Instant;

/** How old, or how far ahead of the server's clock, something signed may be when it is received. Pure. */
public enum Freshness {
    /** For call intents: an old one must not ring. */
    INTENT(Duration.ofSeconds(60), ErrorCode.STALE_INTENT, Duration.ofSeconds(60)),
    /** For proofs of who is there: a clock that is wrong is said so, since that is what the person can mend. */
    PROOF(Duration.ofMinutes(2), ErrorCode.CLOCK_SKEW, Duration.ofMinutes(2));

    private final Duration mostAge;
    private final ErrorCode tooOld;
    private final Duration mostAhead;

    Freshness(Duration mostAge, ErrorCode tooOld, Duration mostAhead) {
        this.mostAge = mostAge;
        this.tooOld = tooOld;
        this.mostAhead = mostAhead;
    }

    /**
     * @param iat when it says that it was signed
     * @param received when it reached us, not when it came out of a queue
     * @throws WireException {@code stale_intent}, {@code clock_skew}
     */
    public void check(Instant iat, Instant received) {
        if (iat.isBefore(received.minus(mostAge))) {
            throw new WireException(tooOld, tooOld.advice());
        }
        if (iat.isAfter(received.plus(mostAhead))) {
            throw new WireException(ErrorCode.CLOCK_SKEW, ErrorCode.CLOCK_SKEW.advice());
        }
    }
}
