package com.callvault.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A device of a person: random, made and kept by the device itself. */
public record DeviceId(UUID value) implements Comparable<DeviceId> {

    /** @throws com.callvault.common.wire.WireException {@code malformed} */
    @JsonCreator
    public static DeviceId parse(String text) {
        return new DeviceId(Uuids.parse(text));
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
