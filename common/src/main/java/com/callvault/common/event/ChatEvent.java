package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.wire.MessageKind;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation, on {@link Topics#CHAT_EVENTS}, keyed by conversation. Never the text of a message. */
public sealed interface ChatEvent extends Event {
    ConversationId conversation();

    long at();

    /**
     * A message took its place in the sequence.
     *
     * @param seq its place: from 1, without holes, the same for everybody
     * @param attachments ids of files of media-service, in the order in which they are shown
     * @param bodyBytes length of its text in UTF-8; the text itself is not here
     * @param at when it was stored, ms since the epoch
     * @param hidden true where {@code to} has blocked {@code from}: they are not told of it; else absent
     */
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
            long at,
            @Nullable Boolean hidden)
            implements ChatEvent {}

    /**
     * A device of {@code by} has everything up to {@code upTo}.
     *
     * @param upTo the highest {@code seq} that it has
     * @param at when it was told, ms since the epoch
     */
    @JsonTypeName("com.callvault.chat.delivered.v1")
    record Delivered(ConversationId conversation, Address by, long upTo, long at) implements ChatEvent {}

    /**
     * {@code by} has seen everything up to {@code upTo}.
     *
     * @param upTo the highest {@code seq} that they have seen
     * @param at when it was told, ms since the epoch
     */
    @JsonTypeName("com.callvault.chat.read.v1")
    record Read(ConversationId conversation, Address by, long upTo, long at) implements ChatEvent {}
}
