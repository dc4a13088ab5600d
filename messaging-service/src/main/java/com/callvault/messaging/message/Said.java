package com.callvault.messaging.message;

import com.callvault.common.wire.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says in one place of a conversation.
 *
 * @param body of a reaction the emoji, of a missed call what it was placed with; null where it is taken back, and of an unsend
 * @param bodyBytes how long its words are in UTF-8
 * @param replyToSeq the place of the message that is answered, 0 where none is
 * @param targetSeq the place of the message that is changed or reacted to, 0 where this is a message
 */
public record Said(MessageKind kind, @Nullable String body, int bodyBytes, long replyToSeq, long targetSeq) {

    boolean isChange() {
        return targetSeq > 0;
    }
}
