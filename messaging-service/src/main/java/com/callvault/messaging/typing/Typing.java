package com.callvault.messaging.typing;

import com.callvault.common.event.Origin;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.conversation.Pair;
import java.time.Duration;

/** Somebody writes, or has stopped. */
public record Typing(Pair pair, Origin origin, long receivedAtMs, ClientFrame.MsgTyping frame) {
    /** What is older comes from a partition that waited or is read again: nobody is writing any more. */
    static final Duration FRESH = Duration.ofSeconds(5);

    public static Checked<Typing> check(Origin origin, long receivedAtMs, ClientFrame.MsgTyping frame) {
        if (frame.to().equals(origin.address())) {
            return Checked.refused(ErrorCode.SELF_CALL);
        }
        return Checked.accepted(new Typing(Pair.of(origin.address(), frame.to()), origin, receivedAtMs, frame));
    }

    public boolean isFresh(long nowMs) {
        return nowMs - receivedAtMs <= FRESH.toMillis();
    }
}
