package com.callvault.messaging.store;

/** The store refuses the data itself; to try again would be in vain. What the rules let through and should not have. */
public final class UnstorableException extends RuntimeException {
    public UnstorableException(Throwable cause) {
        super("the store refuses this data", cause);
    }
}
