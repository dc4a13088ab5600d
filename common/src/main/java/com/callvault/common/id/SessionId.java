package com.callvault.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One WebSocket connection, for its life. Made by the gateway. */
public record SessionId(UUID value) implements Comparable<SessionId> {

    /** @throws com.callvault.common.wire.WireException {@code malformed} */
    @JsonCreator
    public static SessionId parse(String text) {
        return new SessionId(Uuids.parse(text));
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
