package com.callvault.messaging.history;

import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.MissedCalls;
import com.callvault.messaging.conversation.Pair;
import java.util.List;

/** Stored messages as the frames that they were. */
final class Frames {
    private Frames() {}

    static Pair pair(ConversationRow row) {
        return new Pair(new ConversationId(row.id), new Address(row.lowerAddress), new Address(row.higherAddress));
    }

    /** As {@code reader} may see it. */
    static ServerFrame.MsgIncoming frame(Pair pair, MessageRow row, Address reader) {
        ServerFrame.MsgIncoming frame = frame(pair, row);
        return row.hidden && frame.to().equals(reader) ? frame.hidden() : frame;
    }

    private static ServerFrame.MsgIncoming frame(Pair pair, MessageRow row) {
        MessageKind kind = MessageKind.ofWire(row.kind);
        return new ServerFrame.MsgIncoming(
                MessageIds.of(pair.conversation(), row.seq),
                pair.conversation(),
                row.seq,
                pair.member(row.fromLower),
                pair.member(!row.fromLower),
                new ClientMessageId(row.clientId),
                kind,
                MissedCalls.words(kind, row.body),
                List.of(),
                row.replyToSeq == null ? null : MessageIds.of(pair.conversation(), row.replyToSeq),
                row.targetSeq == null ? null : MessageIds.of(pair.conversation(), row.targetSeq),
                MissedCalls.media(kind, row.body),
                row.atMs);
    }
}
