package com.callvault.signaling.call;

import java.time.Duration;
import java.util.List;

/**
 * When a call needs something by itself.
 *
 * @param ring how long it rings, from when it was placed
 * @param push how long without an acknowledgement until a push is asked for as well
 * @param look how often an answered call is looked at
 * @param grace how long both may be away
 * @param settle how soon a ring that could not be settled is settled again
 */
public record Timing(Duration ring, Duration push, Duration look, Duration grace, Duration settle) {

    /** What is not acknowledged is sent again after these pauses, then at the last one for ever (PROTOCOL, "Calls"). */
    private static final List<Duration> AGAIN = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    public static final Timing OF_THE_PROTOCOL = new Timing(
            Duration.ofSeconds(45),
            Duration.ofMillis(1500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1));

    Timing with(Duration ringTimeout, Duration graceTime) {
        return new Timing(ringTimeout, push, look, graceTime, settle);
    }

    /** @param attempts how often it was sent again already */
    public static long againAfterMs(int attempts) {
        return AGAIN.get(Math.min(attempts, AGAIN.size() - 1)).toMillis();
    }
}
