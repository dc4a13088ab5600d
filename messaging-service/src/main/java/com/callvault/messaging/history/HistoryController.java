package com.callvault.messaging.history;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/conversations} (PROTOCOL, "HTTP"). */
@RestController
@RequestMapping("/api/conversations")
final class HistoryController {
    static final int MOST_HEADS = 100;
    static final int MOST_MESSAGES = 200;

    private final Conversations conversations;
    private final Messages messages;

    HistoryController(Conversations conversations, Messages messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    /** @param next where the following page begins; absent on the last */
    record Heads(List<Head> conversations, @Nullable String next) {}

    /**
     * @param readUpTo what the caller has seen, on any device
     * @param peerDeliveredUpTo what one of the peer's devices has; who has seen a message has it
     */
    record Head(
            ConversationId conversation,
            Address peer,
            long lastSeq,
            long readUpTo,
            long peerDeliveredUpTo,
            long peerReadUpTo,
            ServerFrame.MsgIncoming last) {}

    /** Messages in the order of {@code seq}; {@code more}: the way that was asked for goes on. */
    record Page(List<ServerFrame.MsgIncoming> messages, boolean more) {}

    @GetMapping
    Heads heads(
            Caller caller,
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        int most = Parameters.limit(limit, MOST_HEADS);
        Parameters.Cursor from = Parameters.Cursor.parse(next);
        List<Conversations.Head> found =
                conversations.headsOf(caller.address().value(), from.atMs(), from.key(), Limit.of(most + 1));
        boolean more = found.size() > most;
        List<Conversations.Head> page = more ? found.subList(0, most) : found;
        return new Heads(
                page.stream().map(each -> head(each, caller.address())).toList(),
                more ? cursorAfter(page.getLast().conversation()).text() : null);
    }

    @GetMapping("/{conversation}/messages")
    Page messages(
            Caller caller,
            @PathVariable("conversation") String conversation,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        ConversationId id = new ConversationId(conversation);
        int most = Parameters.limit(limit, MOST_MESSAGES);
        if (after != null && before != null) {
            throw Parameters.malformed("before", "absent where \"after\" is given");
        }
        Long afterSeq = after == null ? null : Parameters.number("after", after, 0, MessageIds.HIGHEST_SEQ);
        long beforeSeq = before == null
                ? MessageIds.HIGHEST_SEQ + 1
                : Parameters.number("before", before, 1, MessageIds.HIGHEST_SEQ);
        ConversationRow row = conversations
                .ofMember(id.value(), caller.address().value())
                .orElseThrow(() -> new WireException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.advice()));
        List<MessageRow> found = afterSeq != null
                ? messages.after(row.key, afterSeq, Limit.of(most + 1))
                : messages.before(row.key, beforeSeq, Limit.of(most + 1));
        boolean more = found.size() > most;
        List<MessageRow> page = more ? found.subList(0, most) : found;
        Pair pair = Frames.pair(row);
        return new Page(
                (afterSeq != null ? page : page.reversed())
                        .stream()
                                .map(each -> Frames.frame(pair, each, caller.address()))
                                .toList(),
                more);
    }

    private static Head head(Conversations.Head found, Address me) {
        ConversationRow row = found.conversation();
        Pair pair = Frames.pair(row);
        boolean lower = pair.isLower(me);
        long peerRead = lower ? row.higherRead : row.lowerRead;
        return new Head(
                pair.conversation(),
                pair.other(me),
                row.lastSeq,
                lower ? row.lowerRead : row.higherRead,
                Math.max(peerRead, lower ? row.higherDelivered : row.lowerDelivered),
                peerRead,
                Frames.frame(pair, found.last(), me));
    }

    private static Parameters.Cursor cursorAfter(ConversationRow last) {
        return new Parameters.Cursor(last.lastAtMs, last.key);
    }
}
