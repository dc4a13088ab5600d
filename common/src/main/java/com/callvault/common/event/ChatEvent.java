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
     * A message, or a change of one, took its place in the sequence.
     *
     * @param seq its place: from 1, without holes, the same for everybody
     * @param attachments ids of files of media-service, in the order in which they are shown
     * @param bodyBytes length of its text in UTF-8; the text itself is not here
     * @param at when it was stored, ms since the epoch
     * @param target the message that an edit, unsend or reaction is about; else absent
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
            @Nullable MessageId target,
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
     * @param quiet true where the other is not told, since {@code by} gives no read receipts; else absent
     */
    @JsonTypeName("com.callvault.chat.read.v1")
    record Read(
            ConversationId conversation,
            Address by,
            long upTo,
            long at,
            @Nullable Boolean quiet) implements ChatEvent {}

    /**
     * What a conversation is for {@code by}, as it stands now: whoever tells people of messages does not tell them of this one while
     * it is muted.
     *
     * @param mutedUntil ms since the epoch; absent where it is not muted
     * @param archived whether it was put away; a message that comes later brings it back, unless it is muted
     * @param at when it was set, ms since the epoch; the latest counts
     */
    @JsonTypeName("com.callvault.chat.conversation-settings.v1")
    record ConversationSettings(
            ConversationId conversation,
            Address by,
            @Nullable Long mutedUntil,
            boolean archived,
            long at) implements ChatEvent {}
}
