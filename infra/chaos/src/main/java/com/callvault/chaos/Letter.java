package com.callvault.chaos;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in an outbox.
 *
 * @param frame as it goes out, each time the same
 * @param kind as it arrives
 * @param target the message that it changes; empty where it is one of its own
 */
record Letter(ObjectNode frame, String kind, String target) {

    static final String TEXT = "text";

    /** The {@code clientId}. */
    String id() {
        return frame.path("clientId").asString("");
    }

    /** The words that the others are told; null where there are none. */
    @Nullable
    String body() {
        var words = frame.has("emoji") ? frame.path("emoji") : frame.path("body");
        return words.isString() ? words.asString() : null;
    }
}
