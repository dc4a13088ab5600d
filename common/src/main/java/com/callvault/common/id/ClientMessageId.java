package com.callvault.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The id that the sender's device gives a message, so that sending it again is not sending it twice. */
public record ClientMessageId(UUID value) implements Comparable<ClientMessageId> {

    /** @throws com.callvault.common.wire.WireException {@code malformed} */
    @JsonCreator
    public static ClientMessageId parse(String text) {
        return new ClientMessageId(Uuids.parse(text));
    }

    @Override
    public int compareTo(ClientMessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
