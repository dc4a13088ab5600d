package com.callvault.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A stored message. */
public record MessageId(UUID value) implements Comparable<MessageId> {

    /** @throws com.callvault.common.wire.WireException {@code malformed} */
    @JsonCreator
    public static MessageId parse(String text) {
        return new MessageId(Uuids.parse(text));
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
