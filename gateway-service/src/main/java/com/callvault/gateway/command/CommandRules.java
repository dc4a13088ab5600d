package com.callvault.gateway.command;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.common.wire.WireLimits;
import com.callvault.gateway.connection.Utf8;

/** What can be refused by looking at a frame alone, and which pair of people it belongs to. Pure. */
final class CommandRules {
    private CommandRules() {}

    /** @throws WireException {@code self_call} */
    static ConversationId key(Address sender, ClientFrame.CallFrame frame) {
        return between(sender, frame.peer(), frame);
    }

    /** @throws WireException {@code self_call}, {@code not_a_member}, {@code message_too_large}, {@code empty_message} */
    static ConversationId key(Address sender, ClientFrame.ChatFrame frame) {
        ConversationId pair = between(sender, frame.to(), frame);
        switch (frame) {
            case ClientFrame.MsgSend send -> checkBody(send.body(), holds(send), send);
            case ClientFrame.MsgEdit edit -> checkBody(edit.body(), false, edit);
            case ClientFrame.MsgUnsend unsend -> {}
            case ClientFrame.MsgReact react -> {}
            case ClientFrame.MsgDelivered delivered -> checkMember(pair, delivered.conversation(), delivered);
            case ClientFrame.MsgRead read -> checkMember(pair, read.conversation(), read);
            case ClientFrame.MsgTyping typing -> {}
        }
        return pair;
    }

    private static ConversationId between(Address sender, Address other, ClientFrame frame) {
        if (sender.equals(other)) {
            throw refused(ErrorCode.SELF_CALL, frame);
        }
        return ConversationId.between(sender, other);
    }

    private static void checkBody(String body, boolean mayBeBlank, ClientFrame frame) {
        if (Utf8.length(body) > WireLimits.BODY_BYTES) {
            throw refused(ErrorCode.MESSAGE_TOO_LARGE, frame);
        }
        if (body.isBlank() && !mayBeBlank) {
            throw refused(ErrorCode.EMPTY_MESSAGE, frame);
        }
    }

    private static boolean holds(ClientFrame.MsgSend send) {
        return send.attachments() != null && !send.attachments().isEmpty();
    }

    private static void checkMember(ConversationId pair, ConversationId named, ClientFrame frame) {
        if (!named.equals(pair)) {
            throw refused(ErrorCode.NOT_A_MEMBER, frame);
        }
    }

    private static WireException refused(ErrorCode code, ClientFrame frame) {
        return new WireException(code, code.advice(), frame.id());
    }
}
