package com.callvault.signaling.ice.doctor;

import java.time.Duration;

/** What came of asking one server by one way. */
public sealed interface Finding {
    ServerUrl url();

    /** Whether people can count on it. */
    default boolean serves() {
        return switch (this) {
            case Good good -> true;
            case Wrong wrong -> wrong.cause().serves();
        };
    }

    /** @param took from the first packet to the last */
    record Good(ServerUrl url, Duration took) implements Finding {}

    /**
     * @param what one sentence: what is wrong
     * @param cure one sentence: what helps
     */
    record Wrong(ServerUrl url, Cause cause, String what, String cure) implements Finding {}
}
