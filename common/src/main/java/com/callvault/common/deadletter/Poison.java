package com.callvault.common.deadletter;

import com.callvault.common.event.InvalidEventException;
import com.callvault.common.wire.WireException;
import org.jspecify.annotations.Nullable;

/** Tells a record that can never be handled from a moment in which nothing can. */
final class Poison {
    private Poison() {}

    /** Why nobody will ever be able to handle the record, as one of a few words of ours; null when it is to be tried again. */
    static @Nullable String reason(@Nullable Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof InvalidEventException) {
                return "invalid_event";
            }
            if (e instanceof WireException refused) {
                return refused.code().retryable() ? null : refused.code().wire();
            }
        }
        return null;
    }

    /** What is at the bottom of it, by class alone: a message may quote a record. */
    static String root(@Nullable Throwable thrown) {
        String name = "unknown";
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            name = e.getClass().getName();
        }
        return name;
    }
}
