package com.callvault.messaging.store;

import com.callvault.common.id.ConversationId;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.watermark.Level;
import com.callvault.messaging.watermark.Watermark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link ChatStore} on PostgreSQL. A batch costs one round trip to lock its conversations, one to look for repeats, one for
 * each table that changes, and one commit, however many messages it holds.
 *
 * <p>Everybody takes the locks in the order of the conversations' keys, so no two batches wait for each other. Repeats are
 * looked for under the lock, in a statement of their own: its snapshot is younger than the lock, so it sees what the holder
 * before us has committed.
 */
final class JdbcChatStore implements ChatStore {
    private final ChatTables tables;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JdbcChatStore(ChatTables tables, TransactionTemplate transaction, Clock clock) {
        this.tables = tables;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Applied apply(List<Submission> submissions, List<Watermark> watermarks) {
        if (submissions.isEmpty() && watermarks.isEmpty()) {
            return new Applied(List.of(), List.of());
        }
        try {
            while (true) {
                Optional<Applied> applied = transaction.execute(status -> attempt(submissions, watermarks));
                if (applied != null && applied.isPresent()) {
                    return applied.get();
                }
                // In a transaction of its own: a new row is locked by its insert, out of order with the locks held.
                tables.createConversations(submissions);
            }
        } catch (DataIntegrityViolationException e) {
            throw new UnstorableException(e);
        }
    }

    /** Nothing when a conversation is written in for the first time and does not exist yet. */
    private Optional<Applied> attempt(List<Submission> submissions, List<Watermark> watermarks) {
        Set<ConversationId> ids = new HashSet<>();
        submissions.forEach(each -> ids.add(each.pair().conversation()));
        watermarks.forEach(each -> ids.add(each.pair().conversation()));
        Map<ConversationId, LockedConversation> locked = tables.lock(ids);
        if (submissions.stream()
                .anyMatch(each -> !locked.containsKey(each.pair().conversation()))) {
            return Optional.empty();
        }
        long nowMs = clock.millis();
        List<Placement> placements = place(submissions, locked, nowMs);
        List<Level.Outcome> levels = raise(watermarks, locked, nowMs);
        tables.update(
                locked.values().stream().filter(LockedConversation::changed).toList());
        return Optional.of(new Applied(placements, levels));
    }

    private List<Placement> place(
            List<Submission> submissions, Map<ConversationId, LockedConversation> locked, long nowMs) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        Map<Sent, Placement.Earlier> earlier = new HashMap<>(tables.findEarlier(submissions, locked));
        List<Placement> placements = new ArrayList<>(submissions.size());
        MessageRows rows = new MessageRows(submissions.size());
        for (Submission submission : submissions) {
            LockedConversation conversation = of(submission, locked);
            Sent sent = Sent.of(submission, conversation.key());
            Placement placement = conversation
                    .sequence()
                    .place(
                            submission.content(),
                            submission.replyToSeq(),
                            earlier.get(sent),
                            submission.hidden(),
                            nowMs);
            if (placement instanceof Placement.Placed placed && placed.fresh()) {
                earlier.put(
                        sent,
                        new Placement.Earlier(placed.seq(), placed.atMs(), submission.content(), placed.hidden()));
                rows.add(conversation.key(), placed, submission);
            }
            placements.add(placement);
        }
        tables.insert(rows);
        return placements;
    }

    private List<Level.Outcome> raise(
            List<Watermark> watermarks, Map<ConversationId, LockedConversation> locked, long nowMs) {
        List<Level.Outcome> outcomes = new ArrayList<>(watermarks.size());
        Map<DeviceMark, Long> devices = new HashMap<>();
        for (Watermark watermark : watermarks) {
            LockedConversation conversation = locked.get(watermark.pair().conversation());
            if (conversation == null) {
                outcomes.add(new Level(0, 0).raise(watermark.upTo(), 0, nowMs));
                continue;
            }
            Level.Outcome outcome = conversation
                    .level(watermark)
                    .raise(watermark.upTo(), conversation.sequence().lastSeq(), nowMs);
            outcomes.add(outcome);
            if (watermark.kind() == Watermark.Kind.DELIVERED && !(outcome instanceof Level.Outcome.Refused)) {
                devices.merge(DeviceMark.of(watermark, conversation.key()), watermark.upTo(), Math::max);
            }
        }
        tables.raiseDevices(devices, nowMs);
        return outcomes;
    }

    private static LockedConversation of(Submission submission, Map<ConversationId, LockedConversation> locked) {
        LockedConversation conversation = locked.get(submission.pair().conversation());
        if (conversation == null) {
            throw new IllegalStateException("every conversation that is written in was locked");
        }
        return conversation;
    }

    /** What a {@code clientId} is unique in. */
    record Sent(long conversation, boolean fromLower, UUID clientId) {
        static Sent of(Submission submission, long conversation) {
            return new Sent(
                    conversation,
                    submission.fromLower(),
                    submission.frame().clientId().value());
        }
    }

    /** A device's own watermark. */
    record DeviceMark(long conversation, boolean byLower, UUID device) {
        static DeviceMark of(Watermark watermark, long conversation) {
            return new DeviceMark(
                    conversation,
                    watermark.byLower(),
                    watermark.origin().device().value());
        }
    }
}
