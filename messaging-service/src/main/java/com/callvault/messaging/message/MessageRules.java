package com.callvault.messaging.message;

import com.callvault.common.event.Origin;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireLimits;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import java.util.OptionalLong;

/** Which {@code msg:send} may be stored, as far as the frame itself tells (PROTOCOL, "Messages"). */
public final class MessageRules {
    private MessageRules() {}

    public static Checked<Submission> check(Origin origin, long receivedAtMs, ClientFrame.MsgSend frame) {
        if (frame.to().equals(origin.address())) {
            return Checked.refused(ErrorCode.SELF_CALL);
        }
        // No file can have been uploaded before there is a service that takes uploads.
        if (frame.attachments() != null && !frame.attachments().isEmpty()) {
            return Checked.refused(ErrorCode.BAD_ATTACHMENT);
        }
        if (frame.body().isEmpty()) {
            return Checked.refused(ErrorCode.EMPTY_MESSAGE);
        }
        int bodyBytes = Utf8.length(frame.body());
        if (bodyBytes == Utf8.UNFIT) {
            return Checked.refused(
                    ErrorCode.MALFORMED, "The member \"body\" has U+0000 or half of a surrogate pair; leave it out.");
        }
        if (bodyBytes > WireLimits.BODY_BYTES) {
            return Checked.refused(ErrorCode.MESSAGE_TOO_LARGE);
        }
        Pair pair = Pair.of(origin.address(), frame.to());
        long replyToSeq = 0;
        if (frame.replyTo() != null) {
            OptionalLong seq = MessageIds.seqOf(pair.conversation(), frame.replyTo());
            if (seq.isEmpty()) {
                return Checked.refused(ErrorCode.NO_SUCH_MESSAGE);
            }
            replyToSeq = seq.getAsLong();
        }
        return Checked.accepted(
                new Submission(pair, origin, receivedAtMs, frame, bodyBytes, ContentHash.of(frame), replyToSeq, false));
    }
}
