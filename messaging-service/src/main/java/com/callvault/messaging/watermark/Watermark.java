package com.callvault.messaging.watermark;

import com.callvault.common.event.Origin;
import com.callvault.messaging.conversation.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A watermark that somebody wants raised, and may.
 *
 * @param id the request's, to be answered with {@code ok} where there is one
 */
public record Watermark(Pair pair, Origin origin, @Nullable String id, Kind kind, long upTo) {

    /** Two levels say what a person has seen: what they let the other know, and, above it, what they keep to themselves. */
    public enum Kind {
        /** This device has it. */
        DELIVERED,
        /** This person has seen it, and the other is told. */
        READ,
        /** This person has seen it, and their own devices alone are told. */
        READ_QUIETLY
    }

    public boolean byLower() {
        return pair.isLower(origin.address());
    }
}
