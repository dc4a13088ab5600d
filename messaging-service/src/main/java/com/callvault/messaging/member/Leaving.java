package com.callvault.messaging.member;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.id.Uuids;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.delivery.Post;
import com.callvault.messaging.event.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what people have written out of all their conversations once they have deleted their account, some places at a time, and
 * then tells the other in each of them. The rows stay without words, so that a {@code clientId} has its answer for ever. How far it
 * has come stands in the person's row and is gone on with by whichever instance comes next; each step may be done twice.
 *
 * <p>The race: a batch stores a message of the person, or to them, meanwhile. It looks for the departure under the lock of the
 * conversation. So what has that lock before us is erased here, and what has it after us finds the departure, which was committed
 * before this began.
 */
final class Leaving {
    private static final Logger log = LoggerFactory.getLogger(Leaving.class);
    /** In one transaction, while which nothing is stored in the conversation. */
    static final int PLACES = 1000;

    private static final String TO_DO = """
            select address, done_key from messaging.departure where not done order by at_ms limit 100
            """;

    /** All of them, since with a limit PostgreSQL may walk along the keys of everybody's. */
    private static final String CONVERSATIONS = """
            select key from messaging.conversation where (lower_address = :me or higher_address = :me) and key > :done order by key
            """;

    private static final String LOCK = """
            select erased_seq from messaging.departure where address = ? and not done and done_key < ? for update skip locked
            """;

    private static final String LOCK_CONVERSATION = """
            select key, id, lower_address, higher_address, last_seq, last_at_ms from messaging.conversation where key = ?
            for no key update
            """;

    private static final String ERASE = """
            update messaging.message set body = null
            where conversation = ? and from_lower = ? and seq > ? and seq <= ? and body is not null
            """;

    private static final String PLACE = """
            insert into messaging.message (conversation, seq, at_ms, client_id, content, from_lower, kind)
            values (:conversation, :seq, :atMs, :clientId, :clientId, :fromLower, :kind)
            on conflict (conversation, from_lower, client_id) do nothing
            """;

    private static final String PLACED = """
            select seq, at_ms from messaging.message where conversation = ? and from_lower = ? and client_id = ?
            """;

    private static final String RAISE = "update messaging.conversation set last_seq = ?, last_at_ms = ? where key = ?";

    /** Nothing is muted, and all is gone: where the other has cleared it too, it is erased like what both have cleared. */
    private static final String CLEAR = """
            insert into messaging.member as member (conversation, is_lower, cleared_seq) values (?, ?, ?)
            on conflict (conversation, is_lower)
            do update set muted_until_ms = null, archived_seq = null, cleared_seq = excluded.cleared_seq
            """;

    /** For whoever has cleared all that there was, the conversation does not come back. */
    private static final String STAY_CLEARED = """
            update messaging.member set cleared_seq = ? where conversation = ? and is_lower = ? and cleared_seq = ?
            """;

    private static final String IS_CLEARED = """
            select exists (select 1 from messaging.member where conversation = ? and is_lower = ? and cleared_seq >= ?)
            """;

    private static final String FORGET_DEVICES = """
            delete from messaging.device_watermark where conversation = ? and by_lower = ?
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventLog events;
    private final LiveDelivery delivery;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();

    Leaving(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            EventLog events,
            LiveDelivery delivery,
            MeterRegistry registry,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.delivery = delivery;
        this.clock = clock;
        // For long above zero, what deleted accounts have said is still there.
        registry.gauge("callvault.messaging.departures.waiting", waiting);
    }

    private record Departed(Address person, long doneKey) {}

    private record Conversation(long key, Pair pair, long lastSeq, long lastAtMs) {}

    private record Placed(long seq, long atMs) {}

    /** What came of one transaction. */
    private sealed interface Step {
        /** Some words are erased; others may be left. */
        record Erased() implements Step {}

        /** All are: this is to be told. */
        record Left(ChatEvent event, @Nullable Post post) implements Step {}

        /** There is nothing to do, or another instance is at it. */
        record Nothing() implements Step {}
    }

    /** Called by one thread. */
    void sweep() {
        try {
            List<Departed> departed = jdbc.sql(TO_DO)
                    .query((row, number) -> new Departed(new Address(row.getString(1)), row.getLong(2)))
                    .list();
            waiting.set(departed.size());
            departed.forEach(this::leaveAll);
        } catch (DataAccessException | TransactionException away) {
            log.warn("A departure waits, the store is away: {}", away.getClass().getName());
        }
    }

    private void leaveAll(Departed departed) {
        Address person = departed.person();
        for (long key : jdbc.sql(CONVERSATIONS)
                .param("me", person.value())
                .param("done", departed.doneKey())
                .query((row, number) -> row.getLong(1))
                .list()) {
            if (!leave(person, key)) {
                return;
            }
        }
        jdbc.sql("update messaging.departure set done = true where address = ?")
                .param(person.value())
                .update();
    }

    /** False when another instance is at it. */
    private boolean leave(Address person, long key) {
        @Nullable Step step;
        do {
            step = transaction.execute(status -> step(person, key));
        } while (step instanceof Step.Erased);
        if (!(step instanceof Step.Left(ChatEvent event, Post post))) {
            return false;
        }
        // First it is told: whoever comes here after a crash tells it again, the same.
        events.append(List.of(event));
        events.confirm();
        if (post != null) {
            delivery.deliver(List.of(post));
        }
        jdbc.sql("update messaging.departure set done_key = ?, erased_seq = 0 where address = ? and done_key < ?")
                .params(key, person.value(), key)
                .update();
        return true;
    }

    private Step step(Address person, long key) {
        Optional<Long> erased = jdbc.sql(LOCK)
                .params(person.value(), key)
                .query((row, number) -> row.getLong(1))
                .optional();
        if (erased.isEmpty()) {
            return new Step.Nothing();
        }
        Conversation conversation = jdbc.sql(LOCK_CONVERSATION)
                .param(key)
                .query(Leaving::conversation)
                .single();
        return erased.get() < conversation.lastSeq()
                ? erase(person, conversation, erased.get())
                : tell(person, conversation);
    }

    private Step erase(Address person, Conversation conversation, long from) {
        long key = conversation.key();
        long upTo = Math.min(conversation.lastSeq(), from + PLACES);
        jdbc.sql(ERASE)
                .params(key, conversation.pair().isLower(person), from, upTo)
                .update();
        jdbc.sql(Erasing.FORGET_WORDS).params(key, key, from + 1, key).update();
        jdbc.sql("update messaging.departure set erased_seq = ? where address = ?")
                .params(upTo, person.value())
                .update();
        return new Step.Erased();
    }

    private Step tell(Address person, Conversation conversation) {
        long key = conversation.key();
        Pair pair = conversation.pair();
        boolean lower = pair.isLower(person);
        ClientMessageId clientId =
                new ClientMessageId(Uuids.named("left\n" + pair.conversation() + "\n" + person.value()));
        Placed next = new Placed(conversation.lastSeq() + 1, Math.max(conversation.lastAtMs(), clock.millis()));
        boolean fresh = jdbc.sql(PLACE)
                        .param("conversation", key)
                        .param("seq", next.seq())
                        .param("atMs", next.atMs())
                        .param("clientId", clientId.value())
                        .param("fromLower", lower)
                        .param("kind", MessageKind.LEFT.wire())
                        .update()
                > 0;
        if (fresh) {
            jdbc.sql(RAISE).params(next.seq(), next.atMs(), key).update();
            jdbc.sql(CLEAR).params(key, lower, next.seq()).update();
            jdbc.sql(STAY_CLEARED)
                    .params(next.seq(), key, !lower, conversation.lastSeq())
                    .update();
            jdbc.sql(Members.ERASE).param(key).update();
            jdbc.sql(FORGET_DEVICES).params(key, lower).update();
        }
        Placed placed = fresh
                ? next
                : jdbc.sql(PLACED)
                        .params(key, lower, clientId.value())
                        .query((row, number) -> new Placed(row.getLong(1), row.getLong(2)))
                        .single();
        boolean cleared = jdbc.sql(IS_CLEARED)
                .params(key, !lower, placed.seq())
                .query(Boolean.class)
                .single();
        return left(person, pair, clientId, placed, fresh, cleared);
    }

    private static Step left(
            Address person, Pair pair, ClientMessageId clientId, Placed placed, boolean fresh, boolean cleared) {
        MessageId message = MessageIds.of(pair.conversation(), placed.seq());
        Address peer = pair.other(person);
        var event = new ChatEvent.Stored(
                pair.conversation(),
                message,
                placed.seq(),
                person,
                peer,
                MessageKind.LEFT,
                List.of(),
                0,
                placed.atMs(),
                null,
                null);
        var incoming = new ServerFrame.MsgIncoming(
                message,
                pair.conversation(),
                placed.seq(),
                person,
                peer,
                clientId,
                MessageKind.LEFT,
                null,
                List.of(),
                null,
                null,
                null,
                placed.atMs());
        return new Step.Left(event, cleared ? null : new Post.ToPerson(peer, null, incoming, fresh));
    }

    private static Conversation conversation(ResultSet row, int number) throws SQLException {
        Pair pair = new Pair(
                new ConversationId(row.getString("id")),
                new Address(row.getString("lower_address")),
                new Address(row.getString("higher_address")));
        return new Conversation(row.getLong("key"), pair, row.getLong("last_seq"), row.getLong("last_at_ms"));
    }
}
