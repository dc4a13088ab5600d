package com.callvault.common.event;

import java.time.Duration;

/** How commands are taken from Kafka. */
public final class Polling {
    /**
     * How long one poll waits. After an answer without records, Kafka's consumer asks the broker again in the next poll only
     * (KAFKA-20780, in 4.2), so this is what a ring or a message waits where nothing came for the half second before it: with the
     * usual five seconds it was up to 500 ms.
     */
    public static final Duration TIMEOUT = Duration.ofMillis(50);

    private Polling() {}
}
