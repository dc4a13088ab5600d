package com.callvault.common.wire;

import org.jspecify.annotations.Nullable;

/** Input that is refused, with the error that its sender gets. Thrown where input is decoded; carries no stack trace. */
public final class WireException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String re;

    public WireException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public WireException(ErrorCode code, String message, @Nullable String re) {
        super(message, null, false, false);
        this.code = code;
        this.re = re;
    }

    public ErrorCode code() {
        return code;
    }

    public String advice() {
        return String.valueOf(getMessage());
    }

    /** The {@code id} of the request that is refused, where it could be read. */
    public @Nullable String re() {
        return re;
    }
}
