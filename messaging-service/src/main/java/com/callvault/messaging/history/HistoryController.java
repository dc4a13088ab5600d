package com.callvault.messaging.history;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import java.time.Clock;
import java.util.ArrayList;
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
    static final long MOST_UNREAD = 999;

    private final Conversations conversations;
    private final Messages messages;
    private final Clock clock;

    HistoryController(Conversations conversations, Messages messages, Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param next where the following page begins; absent on the last */
    record Heads(List<Head> conversations, @Nullable String next) {}

    /**
     * @param readUpTo what the caller has seen, on any device, quietly or not
     * @param peerDeliveredUpTo what one of the peer's devices has; who has seen a message has it
     * @param peerReadUpTo what the peer has seen, as far as they let the caller know
     * @param unread messages of the peer that the caller has not seen; what is more than 999 is 999
     * @param mutedUntil ms since the epoch; absent where it is not muted, or not any more
     * @param archived until something comes that is not muted
     * @param clearedUpTo the caller has deleted everything up to here; 0 for nothing
     * @param left the peer has deleted their account: nothing can be sent any more
     * @param last absent where it was deleted
     */
    record Head(
            ConversationId conversation,
            Address peer,
            long lastSeq,
            long readUpTo,
            long peerDeliveredUpTo,
            long peerReadUpTo,
            long unread,
            @Nullable Long mutedUntil,
            boolean archived,
            long clearedUpTo,
            boolean left,
            ServerFrame.@Nullable MsgIncoming last) {}

    /**
     * Messages in the order of {@code seq}.
     *
     * @param changes what was done later to these messages and stands on no page up to this one: edits, unsends, reactions
     * @param more the way that was asked for goes on; around a message, the way to what is newer
     * @param moreBefore around a message: there are older ones; else absent
     */
    record Page(
            List<ServerFrame.MsgIncoming> messages,
            List<ServerFrame.MsgIncoming> changes,
            boolean more,
            @Nullable Boolean moreBefore) {}

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
        long nowMs = clock.millis();
        return new Heads(
                page.stream().map(each -> head(each, caller.address(), nowMs)).toList(),
                more ? cursorAfter(page.getLast().conversation()).text() : null);
    }

    @GetMapping("/{conversation}/messages")
    Page messages(
            Caller caller,
            @PathVariable("conversation") String conversation,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "around", required = false) @Nullable String around,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        ConversationId id = new ConversationId(conversation);
        int most = Parameters.limit(limit, MOST_MESSAGES);
        if (after != null && before != null) {
            throw Parameters.malformed("before", "absent where \"after\" is given");
        }
        if (around != null && (after != null || before != null)) {
            throw Parameters.malformed("around", "alone, without \"after\" and \"before\"");
        }
        Long aroundSeq = around == null ? null : Parameters.place("around", around, id);
        Long afterSeq = after == null ? null : Parameters.number("after", after, 0, MessageIds.HIGHEST_SEQ);
        long beforeSeq = before == null
                ? MessageIds.HIGHEST_SEQ + 1
                : Parameters.number("before", before, 1, MessageIds.HIGHEST_SEQ);
        Conversations.Own own = conversations
                .ofMember(id.value(), caller.address().value())
                .orElseThrow(() -> new WireException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.advice()));
        ConversationRow row = own.conversation();
        if (aroundSeq != null) {
            return around(own, aroundSeq, most, caller);
        }
        List<MessageRow> found = afterSeq != null
                ? messages.after(row.key, Math.max(afterSeq, own.clearedSeq()), Limit.of(most + 1))
                : messages.before(row.key, beforeSeq, own.clearedSeq(), Limit.of(most + 1));
        boolean more = found.size() > most;
        List<MessageRow> nearest = more ? found.subList(0, most) : found;
        List<MessageRow> page = afterSeq != null ? nearest : nearest.reversed();
        return page(row, page, more, null, caller);
    }

    /** With one message in the middle: half of what is asked for from before it, the rest with it from there on. */
    private Page around(Conversations.Own own, long seq, int most, Caller caller) {
        ConversationRow row = own.conversation();
        if (seq > row.lastSeq || seq <= own.clearedSeq()) {
            throw new WireException(ErrorCode.NO_SUCH_MESSAGE, ErrorCode.NO_SUCH_MESSAGE.advice());
        }
        int before = most / 2;
        int from = most - before;
        List<MessageRow> newer = messages.after(row.key, seq - 1, Limit.of(from + 1));
        List<MessageRow> older = messages.before(row.key, seq, own.clearedSeq(), Limit.of(before + 1));
        List<MessageRow> page =
                new ArrayList<>(older.subList(0, Math.min(before, older.size())).reversed());
        page.addAll(newer.subList(0, Math.min(from, newer.size())));
        return page(row, page, newer.size() > from, older.size() > before, caller);
    }

    private Page page(
            ConversationRow row, List<MessageRow> page, boolean more, @Nullable Boolean moreBefore, Caller caller) {
        List<MessageRow> changes =
                page.isEmpty() ? List.of() : messages.changesOf(row.key, page.getFirst().seq, page.getLast().seq);
        return new Page(frames(row, page, caller), frames(row, changes, caller), more, moreBefore);
    }

    private static List<ServerFrame.MsgIncoming> frames(ConversationRow row, List<MessageRow> rows, Caller caller) {
        Pair pair = Frames.pair(row);
        return rows.stream()
                .map(each -> Frames.frame(pair, each, caller.address()))
                .toList();
    }

    private static Head head(Conversations.Head found, Address me, long nowMs) {
        ConversationRow row = found.conversation();
        MemberRow member = found.member();
        long clearedSeq = member == null ? 0 : member.clearedSeq;
        Pair pair = Frames.pair(row);
        boolean lower = pair.isLower(me);
        long peerRead = lower ? row.higherRead : row.lowerRead;
        return new Head(
                pair.conversation(),
                pair.other(me),
                row.lastSeq,
                lower ? Math.max(row.lowerRead, row.lowerQuiet) : Math.max(row.higherRead, row.higherQuiet),
                Math.max(peerRead, lower ? row.higherDelivered : row.lowerDelivered),
                peerRead,
                Math.min(MOST_UNREAD, found.unread()),
                member != null && member.isMuted(nowMs) ? member.mutedUntilMs : null,
                member != null && member.isArchived(row.lastSeq, nowMs),
                clearedSeq,
                found.left(),
                row.lastSeq > clearedSeq ? Frames.frame(pair, found.last(), me) : null);
    }

    private static Parameters.Cursor cursorAfter(ConversationRow last) {
        return new Parameters.Cursor(last.lastAtMs, last.key);
    }
}
