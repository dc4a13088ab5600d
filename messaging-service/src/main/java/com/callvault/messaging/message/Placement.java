package com.callvault.messaging.message;

import com.callvault.common.wire.ErrorCode;
import java.util.UUID;

/** What came of a {@link Submission} under its conversation's lock. */
public sealed interface Placement {

    /**
     * It has this place, now or since the first time.
     *
     * @param atMs when it got it
     * @param fresh false for a repeat, for which everything that follows is told once more, the same
     * @param hidden whether the receiver is told no more than its place
     * @param gone whether it was taken back since, so that nobody is told what it said
     */
    record Placed(long seq, long atMs, boolean fresh, boolean hidden, boolean gone) implements Placement {}

    record Refused(ErrorCode code) implements Placement {}

    /** What the store has under the same conversation, sender and {@code clientId}. */
    record Earlier(long seq, long atMs, UUID content, boolean hidden, boolean gone) {}
}
