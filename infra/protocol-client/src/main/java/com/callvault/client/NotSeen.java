package com.callvault.client;

/** What was waited for did not come; the message says what was missing and what came instead. */
public final class NotSeen extends RuntimeException {
    NotSeen(String message) {
        super(message);
    }
}
