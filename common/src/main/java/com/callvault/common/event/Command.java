package com.callvault.common.event;

import com.callvault.common.wire.ClientFrame;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A client's frame on its way to the service that decides it. Written by the gateway. The CloudEvent's id is the command's id:
 * a command that is delivered twice changes nothing the second time.
 */
public sealed interface Command extends Event {
    Origin origin();

    /** When the gateway read the frame, ms since the epoch. Freshness is judged by it, so that a slow broker ages nobody. */
    long receivedAt();

    /**
     * On {@link Topics#CALLS_COMMANDS}.
     *
     * @param receivedAt when the gateway read the frame, ms since the epoch; freshness is judged by it, so that a slow broker ages nobody
     * @param frame what the client sent, as docs/protocol.md has it
     */
    @JsonTypeName("com.callvault.calls.command.v1")
    record Call(Origin origin, long receivedAt, ClientFrame.CallFrame frame) implements Command {}

    /**
     * On {@link Topics#CHAT_COMMANDS}.
     *
     * @param receivedAt when the gateway read the frame, ms since the epoch; freshness is judged by it, so that a slow broker ages nobody
     * @param frame what the client sent, as docs/protocol.md has it
     */
    @JsonTypeName("com.callvault.chat.command.v1")
    record Chat(Origin origin, long receivedAt, ClientFrame.ChatFrame frame) implements Command, ChatInput {}
}
