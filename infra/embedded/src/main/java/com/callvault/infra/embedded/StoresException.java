package com.callvault.infra.embedded;

import org.jspecify.annotations.Nullable;

/** The stores cannot be started; {@link #problem} says what stands in the way, the message names file or store. */
public final class StoresException extends RuntimeException {

    /** What stands in the way, as something that its owner can mend. */
    public enum Problem {
        /** Another process holds the lock of the data folder. */
        DATA_IN_USE,
        /** The data folder was written by a version with another layout. */
        DATA_OF_OTHER_VERSION,
        /** The data folder cannot be created or written. */
        DATA_NOT_WRITABLE,
        /** Less than {@link DataFolder#MIN_FREE_BYTES} are free below the data folder. */
        DISK_FULL,
        /** No server programs for this operating system and processor. */
        PLATFORM,
        /** PostgreSQL refuses to run as root and this machine does not let root drop its rights. */
        ROOT,
        /** A store did not come up; its own log says why. */
        STORE
    }

    private final Problem problem;

    public StoresException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
