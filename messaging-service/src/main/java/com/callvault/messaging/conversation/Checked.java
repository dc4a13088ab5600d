package com.callvault.messaging.conversation;

import com.callvault.common.wire.ErrorCode;

/** What the rules say to a request before the store is asked. */
public sealed interface Checked<T> {

    record Accepted<T>(T value) implements Checked<T> {}

    /** @param advice what whoever sent it should do */
    record Refused<T>(ErrorCode code, String advice) implements Checked<T> {}

    static <T> Checked<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Checked<T> refused(ErrorCode code) {
        return new Refused<>(code, code.advice());
    }

    static <T> Checked<T> refused(ErrorCode code, String advice) {
        return new Refused<>(code, advice);
    }
}
