package com.callvault.common.wire;

/** Why the server closes a socket, and whether the client comes back (PROTOCOL, "Close codes"). */
public enum CloseReason {
    GOING_AWAY(1001, true),
    INVALID_TEXT(1007, false),
    TOO_BIG(1009, false),
    RESTART(1012, true),
    OVERLOADED(1013, true),
    READS_TOO_SLOWLY(4008, true),
    TOO_MANY_FRAMES(4029, true),
    MALFORMED(4400, false),
    NOT_AUTHENTICATED(4401, false),
    SUPERSEDED(4409, false),
    REVOKED(4410, false),
    /** The account was deleted, with every device. */
    ACCOUNT_DELETED(4411, false);

    private final int code;
    private final boolean comeBack;

    CloseReason(int code, boolean comeBack) {
        this.code = code;
        this.comeBack = comeBack;
    }

    public int code() {
        return code;
    }

    /** Whether the client connects again by itself, after a random delay. */
    public boolean comeBack() {
        return comeBack;
    }
}
