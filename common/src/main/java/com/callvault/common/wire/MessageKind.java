package com.callvault.common.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands in a place of a conversation's sequence. Clients send the first five; the server makes the rest. */
public enum MessageKind {
    TEXT("text", true),
    IMAGE("image", true),
    VOICE("voice", true),
    VIDEO("video", true),
    FILE("file", true),
    EDIT("edit", false),
    UNSEND("unsend", false),
    REACTION("reaction", false),
    /** A missed call. */
    CALL("call", false),
    /** Who sends it has deleted their account: nothing follows in the conversation. */
    LEFT("left", false),
    /** From somebody whom the reader has blocked: its place is kept, its body is not told. */
    HIDDEN("hidden", false);

    private static final Map<String, MessageKind> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(MessageKind::wire, Function.identity()));

    private final String wire;
    private final boolean sendable;

    MessageKind(String wire, boolean sendable) {
        this.wire = wire;
        this.sendable = sendable;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    /** @throws IllegalArgumentException for a kind that this version does not know */
    public static MessageKind ofWire(String wire) {
        MessageKind kind = BY_WIRE.get(wire);
        if (kind == null) {
            throw new IllegalArgumentException("not a kind of message: " + wire);
        }
        return kind;
    }

    /** Whether {@code msg:send} may carry it. */
    public boolean sendable() {
        return sendable;
    }
}
