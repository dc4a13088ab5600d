package com.callvault.messaging.history;

import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stored messages as the frames that they were. */
final class Frames {
    private static final Map<String, MessageKind> KINDS =
            Arrays.stream(MessageKind.values()).collect(Collectors.toMap(MessageKind::wire, Function.identity()));

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
        MessageKind kind = KINDS.get(row.kind);
        if (kind == null) {
            throw new IllegalStateException("a stored message has a kind that this version does not know");
        }
        return new ServerFrame.MsgIncoming(
                MessageIds.of(pair.conversation(), row.seq),
                pair.conversation(),
                row.seq,
                pair.member(row.fromLower),
                pair.member(!row.fromLower),
                new ClientMessageId(row.clientId),
                kind,
                row.body,
                List.of(),
                row.replyToSeq == null ? null : MessageIds.of(pair.conversation(), row.replyToSeq),
                null,
                row.atMs);
    }
}
