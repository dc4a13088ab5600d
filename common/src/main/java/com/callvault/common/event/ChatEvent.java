package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.wire.MessageKind;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** What happened in a conversation, on {@link Topics#CHAT_EVENTS}, keyed by conversation. Never the text of a message. */
public sealed interface ChatEvent extends Event {
    ConversationId conversation();

    long at();

    /** A message took its place in the sequence. */
    @JsonTypeName("com.callvault.chat.stored.v1")
    record Stored(
            ConversationId conversation,
            MessageId message,
            long seq,
            Address from,
            Address to,
            MessageKind kind,
            List<String> attachments,
            int bodyBytes,
            long at)
            implements ChatEvent {}

    /** A device of {@code by} has everything up to {@code upTo}. */
    @JsonTypeName("com.callvault.chat.delivered.v1")
    record Delivered(ConversationId conversation, Address by, long upTo, long at) implements ChatEvent {}

    /** {@code by} has seen everything up to {@code upTo}. */
    @JsonTypeName("com.callvault.chat.read.v1")
    record Read(ConversationId conversation, Address by, long upTo, long at) implements ChatEvent {}
}
