package com.callvault.gateway.connection;

/** Whether a frame may come in. */
public sealed interface Admission {
    record Admitted() implements Admission {}

    /** Not processed. */
    record Refused(long retryAfterMs) implements Admission {}

    /** Refused so often that the socket is closed. */
    record Flood() implements Admission {}
}
