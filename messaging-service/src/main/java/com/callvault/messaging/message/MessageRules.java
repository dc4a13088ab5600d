package com.callvault.messaging.message;

import com.callvault.common.event.MissedCall;
import com.callvault.common.event.Origin;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.MessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.WireLimits;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.MissedCalls;
import com.callvault.messaging.conversation.Pair;
import org.jspecify.annotations.Nullable;

/** What may be stored, as far as the frame itself tells (PROTOCOL, "Messages"). */
public final class MessageRules {
    private static final long ELSEWHERE = -1;

    private MessageRules() {}

    public static Checked<Submission> check(Origin origin, long receivedAtMs, ClientFrame.Sequenced frame) {
        if (frame.to().equals(origin.address())) {
            return Checked.refused(ErrorCode.SELF_CALL);
        }
        Pair pair = Pair.of(origin.address(), frame.to());
        Checked<Said> said = switch (frame) {
            case ClientFrame.MsgSend send -> message(pair, send);
            case ClientFrame.MsgEdit edit -> edit(pair, edit);
            case ClientFrame.MsgUnsend unsend -> about(pair, MessageKind.UNSEND, null, unsend.target());
            case ClientFrame.MsgReact react -> about(pair, MessageKind.REACTION, react.emoji(), react.target());
        };
        return switch (said) {
            case Checked.Accepted<Said>(Said value) ->
                Checked.accepted(new Submission(
                        pair,
                        origin.address(),
                        frame.clientId(),
                        new Submission.Asker(origin, frame.id(), receivedAtMs),
                        value,
                        ContentHash.of(frame),
                        false));
            case Checked.Refused<Said>(ErrorCode code, String advice) -> Checked.refused(code, advice);
        };
    }

    /** What a call leaves that nobody answered. Its id is that of the message for its sender, so a repeat is the same one. */
    public static Submission missed(MissedCall call) {
        return new Submission(
                Pair.of(call.from(), call.to()),
                call.from(),
                new ClientMessageId(call.call().value()),
                null,
                new Said(MessageKind.CALL, MissedCalls.body(call.media()), 0, 0, 0),
                ContentHash.of(call),
                call.unseen() != null && call.unseen());
    }

    private static Checked<Said> message(Pair pair, ClientFrame.MsgSend frame) {
        // No file can have been uploaded before there is a service that takes uploads.
        if (frame.attachments() != null && !frame.attachments().isEmpty()) {
            return Checked.refused(ErrorCode.BAD_ATTACHMENT);
        }
        long replyToSeq = frame.replyTo() == null ? 0 : seq(pair, frame.replyTo());
        if (replyToSeq == ELSEWHERE) {
            return Checked.refused(ErrorCode.NO_SUCH_MESSAGE);
        }
        return text(frame.kind(), frame.body(), replyToSeq, 0);
    }

    private static Checked<Said> edit(Pair pair, ClientFrame.MsgEdit frame) {
        long targetSeq = seq(pair, frame.target());
        return targetSeq == ELSEWHERE
                ? Checked.refused(ErrorCode.NO_SUCH_MESSAGE)
                : text(MessageKind.EDIT, frame.body(), 0, targetSeq);
    }

    private static Checked<Said> about(Pair pair, MessageKind kind, @Nullable String emoji, MessageId target) {
        long targetSeq = seq(pair, target);
        return targetSeq == ELSEWHERE
                ? Checked.refused(ErrorCode.NO_SUCH_MESSAGE)
                : Checked.accepted(new Said(kind, emoji, emoji == null ? 0 : Utf8.length(emoji), 0, targetSeq));
    }

    private static Checked<Said> text(MessageKind kind, String body, long replyToSeq, long targetSeq) {
        if (body.isEmpty()) {
            return Checked.refused(ErrorCode.EMPTY_MESSAGE);
        }
        int bytes = Utf8.length(body);
        if (bytes == Utf8.UNFIT) {
            return Checked.refused(
                    ErrorCode.MALFORMED, "The member \"body\" has U+0000 or half of a surrogate pair; leave it out.");
        }
        return bytes > WireLimits.BODY_BYTES
                ? Checked.refused(ErrorCode.MESSAGE_TOO_LARGE)
                : Checked.accepted(new Said(kind, body, bytes, replyToSeq, targetSeq));
    }

    private static long seq(Pair pair, MessageId message) {
        return MessageIds.seqOf(pair.conversation(), message).orElse(ELSEWHERE);
    }
}
