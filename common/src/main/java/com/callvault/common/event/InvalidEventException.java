package com.callvault.common.event;

/** A record that is not one of ours: its message says why, in our words and not in the record's. It belongs in the dead letters. */
public final class InvalidEventException extends RuntimeException {
    public InvalidEventException(String why, Throwable cause) {
        super(why, cause);
    }

    public InvalidEventException(String why) {
        super(why);
    }
}
