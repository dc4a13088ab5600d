package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.MediaKind;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A call that nobody answered takes its place in the conversation of the two, as a message does. Written by signaling-service on
 * {@link Topics#CHAT_COMMANDS}, by its outbox, so that it comes at least once; a repeat is the same message.
 *
 * @param call the id of the message for its sender as well
 * @param from the caller, whose message it is
 * @param media what the call was placed with
 * @param at when it was over, ms since the epoch
 * @param unseen true where the callee learns nothing of it: to the caller it is one like any other; else absent
 */
@JsonTypeName("com.callvault.chat.missed-call.v1")
public record MissedCall(
        CallId call,
        Address from,
        Address to,
        MediaKind media,
        long at,
        @Nullable Boolean unseen) implements ChatInput {}
