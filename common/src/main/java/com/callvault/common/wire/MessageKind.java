package com.callvault.common.wire;

import com.fasterxml.jackson.annotation.JsonValue;

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
    /** From somebody whom the reader has blocked: its place is kept, its body is not told. */
    HIDDEN("hidden", false);

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

    /** Whether {@code msg:send} may carry it. */
    public boolean sendable() {
        return sendable;
    }
}
