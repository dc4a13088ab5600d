package com.callvault.messaging.store;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.MessageKind;
import com.callvault.messaging.conversation.Pair;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.message.Target;
import com.callvault.messaging.store.JdbcChatStore.DeviceMark;
import com.callvault.messaging.store.JdbcChatStore.Place;
import com.callvault.messaging.store.JdbcChatStore.Sent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements, each for many rows at once. Rows travel as one array per column: the statement's text is then the same for
 * every size of batch, and PostgreSQL plans it once.
 */
final class ChatTables {
    private static final String CREATE = """
            insert into messaging.conversation (id, lower_address, higher_address)
            select * from unnest(?::text[], ?::text[], ?::text[]) as pair (id, lower_address, higher_address)
            where not exists (
                select 1 from messaging.departure where address = pair.lower_address or address = pair.higher_address)
            on conflict (id) do nothing
            """;

    private static final String LOCK = """
            select key, id, last_seq, last_at_ms,
                   lower_delivered, lower_delivered_at_ms, lower_read, lower_read_at_ms, lower_quiet, lower_quiet_at_ms,
                   higher_delivered, higher_delivered_at_ms, higher_read, higher_read_at_ms, higher_quiet, higher_quiet_at_ms
            from messaging.conversation
            where id = any (?::text[])
            order by key
            for no key update
            """;

    private static final String FIND_EARLIER = """
            select conversation, from_lower, client_id, seq, at_ms, content, hidden, body is null
            from unnest(?::text[], ?::boolean[], ?::uuid[]) as sent (id, from_lower, client_id)
            join (select id, key as conversation from messaging.conversation) as known using (id)
            join messaging.message using (conversation, from_lower, client_id)
            """;

    private static final String FIND_DEPARTED = """
            select address from unnest(?::text[]) as asked (address) join messaging.departure using (address)
            """;

    /**
     * All in one round trip. The others have snapshots of their own, taken when the first has the locks, so they see what
     * their holders before us have committed.
     */
    private static final String LOCK_AND_FIND_EARLIER = LOCK + ";" + FIND_EARLIER + ";" + FIND_DEPARTED;

    private static final String FIND_TARGETS = """
            select conversation, seq, kind, from_lower, at_ms, body is null, hidden
            from unnest(?::bigint[], ?::bigint[]) as wanted (conversation, seq)
            join messaging.message using (conversation, seq)
            """;

    private static final String INSERT = """
            insert into messaging.message
                   (conversation, seq, at_ms, reply_to_seq, target_seq, client_id, content, from_lower, kind, body, hidden)
            select conversation, seq, at_ms, nullif(reply_to_seq, 0), nullif(target_seq, 0), client_id, content, from_lower,
                   kind, body, hidden
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[], ?::boolean[],
                        ?::text[], ?::text[], ?::boolean[])
                   as row (conversation, seq, at_ms, reply_to_seq, target_seq, client_id, content, from_lower, kind, body,
                           hidden)
            """;

    private static final String ERASE = """
            update messaging.message as message
            set body = null
            from unnest(?::bigint[], ?::bigint[]) as erased (conversation, seq)
            where message.conversation = erased.conversation and message.seq = erased.seq
            """;

    private static final String ERASE_EDITS = """
            update messaging.message as message
            set body = null
            from unnest(?::bigint[], ?::bigint[]) as erased (conversation, seq)
            where message.conversation = erased.conversation and message.target_seq = erased.seq and message.kind = 'edit'
            """;

    /** The words that search knows from there on; they are written anew without those that were erased. */
    private static final String FORGET_WORDS = """
            with forgotten as (
                delete from messaging.search_block as block
                using unnest(?::bigint[], ?::bigint[]) as erased (conversation, seq)
                where block.conversation = erased.conversation
                  and block.first_seq >= (
                      select max(first_seq) from messaging.search_block as around
                      where around.conversation = erased.conversation and around.first_seq <= erased.seq)
                returning block.conversation, block.first_seq
            )
            update messaging.conversation as conversation
            set indexed_seq = least(indexed_seq, forgotten.first_seq - 1)
            from (select conversation, min(first_seq) as first_seq from forgotten group by conversation) as forgotten
            where conversation.key = forgotten.conversation
            """;

    private static final String UPDATE = """
            update messaging.conversation as conversation
            set last_seq = state.last_seq, last_at_ms = state.last_at_ms,
                lower_delivered = state.lower_delivered, lower_delivered_at_ms = state.lower_delivered_at_ms,
                lower_read = state.lower_read, lower_read_at_ms = state.lower_read_at_ms,
                lower_quiet = state.lower_quiet, lower_quiet_at_ms = state.lower_quiet_at_ms,
                higher_delivered = state.higher_delivered, higher_delivered_at_ms = state.higher_delivered_at_ms,
                higher_read = state.higher_read, higher_read_at_ms = state.higher_read_at_ms,
                higher_quiet = state.higher_quiet, higher_quiet_at_ms = state.higher_quiet_at_ms
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                   as state (key, last_seq, last_at_ms,
                             lower_delivered, lower_delivered_at_ms, lower_read, lower_read_at_ms, lower_quiet, lower_quiet_at_ms,
                             higher_delivered, higher_delivered_at_ms, higher_read, higher_read_at_ms, higher_quiet,
                             higher_quiet_at_ms)
            where conversation.key = state.key
            """;

    private static final String RAISE_DEVICES = """
            insert into messaging.device_watermark as mark (conversation, by_lower, device, delivered, at_ms)
            select conversation, by_lower, device, delivered, ?
            from unnest(?::bigint[], ?::boolean[], ?::uuid[], ?::bigint[])
                   as raised (conversation, by_lower, device, delivered)
            on conflict (conversation, by_lower, device)
            do update set delivered = excluded.delivered, at_ms = excluded.at_ms
            where excluded.delivered > mark.delivered
            """;

    /** All that a batch changes, in one round trip; empty arrays change nothing. */
    private static final String WRITE = INSERT + ";" + RAISE_DEVICES + ";" + UPDATE;

    private final JdbcOperations operations;
    private final JdbcClient jdbc;

    ChatTables(JdbcOperations operations) {
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
    }

    /** Those that are missing, in the order of their ids, so that two who create the same do not wait for each other. */
    void createConversations(List<Submission> submissions) {
        Map<String, Pair> pairs = new HashMap<>();
        submissions.forEach(each -> pairs.put(each.pair().conversation().value(), each.pair()));
        List<Pair> ordered =
                new TreeSet<>(pairs.keySet()).stream().map(pairs::get).toList();
        jdbc.sql(CREATE)
                .param(texts(ordered.stream().map(pair -> pair.conversation().value())))
                .param(texts(ordered.stream().map(pair -> pair.lower().value())))
                .param(texts(ordered.stream().map(pair -> pair.higher().value())))
                .update();
    }

    /**
     * Conversations as they are while this transaction holds them.
     *
     * @param conversations those that exist
     * @param earlier what is stored under the same conversation, sender and {@code clientId}
     * @param departed those of the people whose account was deleted
     */
    record Locked(
            Map<ConversationId, LockedConversation> conversations,
            Map<Sent, Placement.Earlier> earlier,
            Set<Address> departed) {}

    Locked lock(Set<ConversationId> ids, List<Submission> submissions, Set<Address> people) {
        Locked locked = operations.execute(LOCK_AND_FIND_EARLIER, (PreparedStatementCallback<Locked>) statement -> {
            statement.setObject(1, texts(ids.stream().map(ConversationId::value)));
            bind(statement, submissions);
            statement.setObject(5, texts(people.stream().map(Address::value)));
            statement.execute();
            Map<ConversationId, LockedConversation> conversations = conversations(statement);
            statement.getMoreResults();
            Map<Sent, Placement.Earlier> earlier = earlier(statement);
            statement.getMoreResults();
            return new Locked(conversations, earlier, departed(statement));
        });
        return Objects.requireNonNull(locked);
    }

    private static Set<Address> departed(PreparedStatement statement) throws SQLException {
        Set<Address> departed = new HashSet<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                departed.add(new Address(row.getString(1)));
            }
        }
        return departed;
    }

    private static Map<ConversationId, LockedConversation> conversations(PreparedStatement statement)
            throws SQLException {
        Map<ConversationId, LockedConversation> conversations = new HashMap<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                conversations.put(new ConversationId(row.getString("id")), LockedConversation.read(row));
            }
        }
        return conversations;
    }

    private static Map<Sent, Placement.Earlier> earlier(PreparedStatement statement) throws SQLException {
        Map<Sent, Placement.Earlier> earlier = new HashMap<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                earlier.put(
                        new Sent(row.getLong(1), row.getBoolean(2), row.getObject(3, UUID.class)),
                        new Placement.Earlier(
                                row.getLong(4),
                                row.getLong(5),
                                row.getObject(6, UUID.class),
                                row.getBoolean(7),
                                row.getBoolean(8)));
            }
        }
        return earlier;
    }

    private static void bind(PreparedStatement statement, List<Submission> submissions) throws SQLException {
        String[] conversations = new String[submissions.size()];
        boolean[] fromLower = new boolean[submissions.size()];
        String[] clientIds = new String[submissions.size()];
        for (int i = 0; i < submissions.size(); i++) {
            Submission submission = submissions.get(i);
            conversations[i] = submission.pair().conversation().value();
            fromLower[i] = submission.fromLower();
            clientIds[i] = submission.clientId().toString();
        }
        statement.setObject(2, conversations);
        statement.setObject(3, fromLower);
        statement.setObject(4, clientIds);
    }

    /** The messages that are to be changed, as far as they are stored. */
    Map<Place, Target> findTargets(Set<Place> wanted) {
        Map<Place, Target> targets = new HashMap<>();
        if (!wanted.isEmpty()) {
            List<Place> ordered = List.copyOf(wanted);
            jdbc.sql(FIND_TARGETS)
                    .param(conversations(ordered))
                    .param(seqs(ordered))
                    .query((RowCallbackHandler) row -> targets.put(
                            new Place(row.getLong(1), row.getLong(2)),
                            new Target(
                                    MessageKind.ofWire(row.getString(3)),
                                    row.getBoolean(4),
                                    row.getLong(5),
                                    row.getBoolean(6),
                                    row.getBoolean(7))));
        }
        return targets;
    }

    /** Nobody reads again what these said, in any of their words. */
    void erase(List<Place> places) {
        if (!places.isEmpty()) {
            jdbc.sql(ERASE).param(conversations(places)).param(seqs(places)).update();
            jdbc.sql(ERASE_EDITS)
                    .param(conversations(places))
                    .param(seqs(places))
                    .update();
            jdbc.sql(FORGET_WORDS)
                    .param(conversations(places))
                    .param(seqs(places))
                    .update();
        }
    }

    /** @param raised what devices have, each above what they had */
    void write(MessageRows rows, Map<DeviceMark, Long> raised, Collection<LockedConversation> changed, long nowMs) {
        if (!rows.isEmpty() || !raised.isEmpty() || !changed.isEmpty()) {
            jdbc.sql(WRITE)
                    .params(rows.columns())
                    .param(nowMs)
                    .params(columns(raised))
                    .params(columns(changed))
                    .update();
        }
    }

    private static Object[] columns(Collection<LockedConversation> changed) {
        long[][] columns = new long[15][changed.size()];
        int i = 0;
        for (LockedConversation each : changed) {
            columns[0][i] = each.key();
            columns[1][i] = each.sequence().lastSeq();
            columns[2][i] = each.sequence().lastAtMs();
            columns[3][i] = each.lowerDelivered().upTo();
            columns[4][i] = each.lowerDelivered().atMs();
            columns[5][i] = each.lowerRead().upTo();
            columns[6][i] = each.lowerRead().atMs();
            columns[7][i] = each.lowerQuiet().upTo();
            columns[8][i] = each.lowerQuiet().atMs();
            columns[9][i] = each.higherDelivered().upTo();
            columns[10][i] = each.higherDelivered().atMs();
            columns[11][i] = each.higherRead().upTo();
            columns[12][i] = each.higherRead().atMs();
            columns[13][i] = each.higherQuiet().upTo();
            columns[14][i] = each.higherQuiet().atMs();
            i++;
        }
        return columns;
    }

    private static Object[] columns(Map<DeviceMark, Long> devices) {
        long[] conversations = new long[devices.size()];
        boolean[] byLower = new boolean[devices.size()];
        String[] ids = new String[devices.size()];
        long[] delivered = new long[devices.size()];
        int i = 0;
        for (Map.Entry<DeviceMark, Long> each : devices.entrySet()) {
            conversations[i] = each.getKey().conversation();
            byLower[i] = each.getKey().byLower();
            ids[i] = each.getKey().device().toString();
            delivered[i++] = each.getValue();
        }
        return new Object[] {conversations, byLower, ids, delivered};
    }

    private static long[] conversations(List<Place> places) {
        return places.stream().mapToLong(Place::conversation).toArray();
    }

    private static long[] seqs(List<Place> places) {
        return places.stream().mapToLong(Place::seq).toArray();
    }

    private static String[] texts(Stream<String> values) {
        return values.toArray(String[]::new);
    }
}
