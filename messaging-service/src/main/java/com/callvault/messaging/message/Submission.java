package com.callvault.messaging.message;

import com.callvault.common.event.Origin;
import com.callvault.common.wire.ClientFrame;
import com.callvault.messaging.conversation.Pair;
import java.util.UUID;

/**
 * A message that keeps the rules and waits for its place.
 *
 * @param receivedAtMs when the gateway read it
 * @param content a hash of all that the sender chose, by which a repeat is told from a reuse of the {@code clientId}
 * @param replyToSeq the place of the message that is answered, 0 where none is
 * @param hidden whether the receiver has blocked the sender
 */
public record Submission(
        Pair pair,
        Origin origin,
        long receivedAtMs,
        ClientFrame.MsgSend frame,
        int bodyBytes,
        UUID content,
        long replyToSeq,
        boolean hidden) {

    public Submission asHidden() {
        return new Submission(pair, origin, receivedAtMs, frame, bodyBytes, content, replyToSeq, true);
    }

    public boolean fromLower() {
        return pair.isLower(origin.address());
    }
}
