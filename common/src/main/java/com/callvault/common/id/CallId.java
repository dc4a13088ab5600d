package com.callvault.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A call. Made by the caller's device (version 7) and signed in its intent. */
public record CallId(UUID value) implements Comparable<CallId> {

    /** @throws com.callvault.common.wire.WireException {@code malformed} */
    @JsonCreator
    public static CallId parse(String text) {
        return new CallId(Uuids.parse(text));
    }

    /** In ASCII order, as "lower" is meant on the wire; a UUID's own order takes its halves for signed numbers. */
    @Override
    public int compareTo(CallId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
