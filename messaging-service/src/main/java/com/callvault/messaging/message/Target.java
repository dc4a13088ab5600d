package com.callvault.messaging.message;

import com.callvault.common.wire.MessageKind;

/**
 * A stored message that somebody wants to change or to react to, under its conversation's lock.
 *
 * @param atMs when it got its place
 * @param takenBack whether its words are gone
 * @param hidden whether its receiver was never told what it says
 */
public record Target(MessageKind kind, boolean fromLower, long atMs, boolean takenBack, boolean hidden) {

    public Target asTakenBack() {
        return new Target(kind, fromLower, atMs, true, hidden);
    }
}
