package com.callvault.messaging.conversation;

import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.id.Uuids;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The id of a message is a function of its conversation and its place there (a version 8 UUID, RFC 9562): 82 bits of the
 * conversation's hash, then 40 bits of {@code seq}. So a repeat has the same id by nature, no row and no index has to hold it,
 * and the place of a message that is answered can be read from its id. An id is a name, not a secret: who may read is decided
 * by membership alone.
 */
public final class MessageIds {
    private static final int SEQ_BITS = 40;
    private static final long SEQ_MASK = (1L << SEQ_BITS) - 1;
    /** The highest place that a conversation can have; at a million messages a day it is reached after 3,000 years. */
    public static final long HIGHEST_SEQ = SEQ_MASK;

    private MessageIds() {}

    public static MessageId of(ConversationId conversation, long seq) {
        if (seq < 1 || seq > HIGHEST_SEQ) {
            throw new IllegalArgumentException("not a place in a conversation: " + seq);
        }
        UUID name = Uuids.named(conversation.value());
        return new MessageId(
                new UUID(name.getMostSignificantBits(), (name.getLeastSignificantBits() & ~SEQ_MASK) | seq));
    }

    /** The place that {@code message} names in this conversation, or nothing when it is not an id of this conversation. */
    public static OptionalLong seqOf(ConversationId conversation, MessageId message) {
        long seq = message.value().getLeastSignificantBits() & SEQ_MASK;
        return seq > 0 && of(conversation, seq).equals(message) ? OptionalLong.of(seq) : OptionalLong.empty();
    }
}
