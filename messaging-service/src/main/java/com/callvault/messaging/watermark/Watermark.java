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

    /** Delivered: this device has it. Read: this person has seen it. */
    public enum Kind {
        DELIVERED,
        READ
    }

    public boolean byLower() {
        return pair.isLower(origin.address());
    }
}
