package com.callvault.messaging.store;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.messaging.message.ChangeRules;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link ChatStore} on PostgreSQL. A batch costs three round trips, however many messages it holds: one to lock its
 * conversations and to look for repeats, one for all that changes, and the commit.
 *
 * <p>Everybody takes the locks in the order of the conversations' keys, so no two batches wait for each other. Repeats are
 * looked for under the lock, in a statement of their own: its snapshot is younger than the lock, so it sees what the holder
 * before us has committed.
 */
final class JdbcChatStore implements ChatStore {
    private final ChatTables tables;
    private final TransactionTemplate transaction;
    private final ChangeRules changes;
    private final Clock clock;

    JdbcChatStore(ChatTables tables, TransactionTemplate transaction, ChangeRules changes, Clock clock) {
        this.tables = tables;
        this.transaction = transaction;
        this.changes = changes;
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
        ChatTables.Locked taken = tables.lock(ids, submissions, people(submissions, watermarks));
        Map<ConversationId, LockedConversation> locked = taken.conversations();
        if (submissions.stream()
                .anyMatch(each -> !locked.containsKey(each.pair().conversation())
                        && each.pair().isNoneOf(taken.departed()))) {
            return Optional.empty();
        }
        long nowMs = clock.millis();
        Placing placing = new Placing(
                changes,
                taken.earlier(),
                taken.departed(),
                tables.findTargets(targets(submissions, locked)),
                submissions.size(),
                nowMs);
        List<Placement> placements = new ArrayList<>(submissions.size());
        for (Submission submission : submissions) {
            placements.add(placing.place(locked.get(submission.pair().conversation()), submission));
        }
        Map<DeviceMark, Long> devices = new HashMap<>();
        List<Level.Outcome> levels = raise(watermarks, taken, devices, nowMs);
        tables.write(
                placing.rows(),
                devices,
                locked.values().stream().filter(LockedConversation::changed).toList(),
                nowMs);
        tables.erase(placing.takenBack());
        return Optional.of(new Applied(placements, levels));
    }

    private static Set<Place> targets(List<Submission> submissions, Map<ConversationId, LockedConversation> locked) {
        return submissions.stream()
                .filter(each ->
                        each.isChange() && locked.containsKey(each.pair().conversation()))
                .map(each -> new Place(
                        Objects.requireNonNull(locked.get(each.pair().conversation()))
                                .key(),
                        each.said().targetSeq()))
                .collect(Collectors.toSet());
    }

    /** Whose departure would matter: the two of each message, and whoever raises a watermark. */
    private static Set<Address> people(List<Submission> submissions, List<Watermark> watermarks) {
        Set<Address> people = new HashSet<>();
        submissions.forEach(each -> {
            people.add(each.pair().lower());
            people.add(each.pair().higher());
        });
        watermarks.forEach(each -> people.add(each.origin().address()));
        return people;
    }

    /** @param devices what is raised of each, filled here */
    private static List<Level.Outcome> raise(
            List<Watermark> watermarks, ChatTables.Locked taken, Map<DeviceMark, Long> devices, long nowMs) {
        List<Level.Outcome> outcomes = new ArrayList<>(watermarks.size());
        for (Watermark watermark : watermarks) {
            if (taken.departed().contains(watermark.origin().address())) {
                outcomes.add(new Level.Outcome.Refused(ErrorCode.ACCOUNT_DELETED, ErrorCode.ACCOUNT_DELETED.advice()));
                continue;
            }
            LockedConversation conversation =
                    taken.conversations().get(watermark.pair().conversation());
            if (conversation == null) {
                outcomes.add(new Level(0, 0).raise(watermark.upTo(), 0, nowMs));
                continue;
            }
            Level.Outcome outcome = conversation.raise(watermark, nowMs);
            outcomes.add(outcome);
            if (watermark.kind() == Watermark.Kind.DELIVERED && !(outcome instanceof Level.Outcome.Refused)) {
                devices.merge(DeviceMark.of(watermark, conversation.key()), watermark.upTo(), Math::max);
            }
        }
        return outcomes;
    }

    /** What a {@code clientId} is unique in. */
    record Sent(long conversation, boolean fromLower, UUID clientId) {
        static Sent of(Submission submission, long conversation) {
            return new Sent(
                    conversation, submission.fromLower(), submission.clientId().value());
        }
    }

    /** Where a message stands. */
    record Place(long conversation, long seq) {}

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
