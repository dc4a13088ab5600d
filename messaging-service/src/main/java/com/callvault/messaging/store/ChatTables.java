package com.callvault.messaging.store;

import com.callvault.common.id.ConversationId;
import com.callvault.messaging.conversation.Pair;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.store.JdbcChatStore.DeviceMark;
import com.callvault.messaging.store.JdbcChatStore.Sent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements, each for many rows at once. Rows travel as one array per column: the statement's text is then the same for
 * every size of batch, and PostgreSQL plans it once.
 */
final class ChatTables {
    private static final String CREATE = """
            insert into messaging.conversation (id, lower_address, higher_address)
            select * from unnest(?::text[], ?::text[], ?::text[])
            on conflict (id) do nothing
            """;

    private static final String LOCK = """
            select key, id, last_seq, last_at_ms,
                   lower_delivered, lower_delivered_at_ms, lower_read, lower_read_at_ms,
                   higher_delivered, higher_delivered_at_ms, higher_read, higher_read_at_ms
            from messaging.conversation
            where id = any (?::text[])
            order by key
            for no key update
            """;

    private static final String FIND_EARLIER = """
            select conversation, from_lower, client_id, seq, at_ms, content, hidden
            from unnest(?::bigint[], ?::boolean[], ?::uuid[]) as sent (conversation, from_lower, client_id)
            join messaging.message using (conversation, from_lower, client_id)
            """;

    private static final String INSERT = """
            insert into messaging.message
                   (conversation, seq, at_ms, reply_to_seq, client_id, content, from_lower, kind, body, hidden)
            select conversation, seq, at_ms, nullif(reply_to_seq, 0), client_id, content, from_lower, kind, body, hidden
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[], ?::boolean[],
                        ?::text[], ?::text[], ?::boolean[])
                   as row (conversation, seq, at_ms, reply_to_seq, client_id, content, from_lower, kind, body, hidden)
            """;

    private static final String UPDATE = """
            update messaging.conversation as conversation
            set last_seq = state.last_seq, last_at_ms = state.last_at_ms,
                lower_delivered = state.lower_delivered, lower_delivered_at_ms = state.lower_delivered_at_ms,
                lower_read = state.lower_read, lower_read_at_ms = state.lower_read_at_ms,
                higher_delivered = state.higher_delivered, higher_delivered_at_ms = state.higher_delivered_at_ms,
                higher_read = state.higher_read, higher_read_at_ms = state.higher_read_at_ms
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                   as state (key, last_seq, last_at_ms,
                             lower_delivered, lower_delivered_at_ms, lower_read, lower_read_at_ms,
                             higher_delivered, higher_delivered_at_ms, higher_read, higher_read_at_ms)
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

    private final JdbcClient jdbc;

    ChatTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    Map<ConversationId, LockedConversation> lock(Set<ConversationId> ids) {
        Map<ConversationId, LockedConversation> locked = HashMap.newHashMap(ids.size());
        jdbc.sql(LOCK).param(texts(ids.stream().map(ConversationId::value))).query((RowCallbackHandler)
                row -> locked.put(new ConversationId(row.getString("id")), LockedConversation.read(row)));
        return locked;
    }

    /** What is stored under the same conversation, sender and {@code clientId}. */
    Map<Sent, Placement.Earlier> findEarlier(
            List<Submission> submissions, Map<ConversationId, LockedConversation> locked) {
        Set<Sent> wanted = HashSet.newHashSet(submissions.size());
        for (Submission submission : submissions) {
            LockedConversation conversation = locked.get(submission.pair().conversation());
            if (conversation != null && conversation.storedSeq() > 0) {
                wanted.add(Sent.of(submission, conversation.key()));
            }
        }
        if (wanted.isEmpty()) {
            return Map.of();
        }
        long[] conversations = new long[wanted.size()];
        boolean[] fromLower = new boolean[wanted.size()];
        String[] clientIds = new String[wanted.size()];
        int i = 0;
        for (Sent sent : wanted) {
            conversations[i] = sent.conversation();
            fromLower[i] = sent.fromLower();
            clientIds[i++] = sent.clientId().toString();
        }
        Map<Sent, Placement.Earlier> earlier = new HashMap<>();
        jdbc.sql(FIND_EARLIER)
                .param(conversations)
                .param(fromLower)
                .param(clientIds)
                .query((RowCallbackHandler) row -> earlier.put(
                        new Sent(row.getLong(1), row.getBoolean(2), row.getObject(3, UUID.class)),
                        new Placement.Earlier(
                                row.getLong(4), row.getLong(5), row.getObject(6, UUID.class), row.getBoolean(7))));
        return earlier;
    }

    void insert(MessageRows rows) {
        if (!rows.isEmpty()) {
            jdbc.sql(INSERT).params(rows.columns()).update();
        }
    }

    void update(Collection<LockedConversation> changed) {
        if (changed.isEmpty()) {
            return;
        }
        long[][] columns = new long[11][changed.size()];
        int i = 0;
        for (LockedConversation each : changed) {
            columns[0][i] = each.key();
            columns[1][i] = each.sequence().lastSeq();
            columns[2][i] = each.sequence().lastAtMs();
            columns[3][i] = each.lowerDelivered().upTo();
            columns[4][i] = each.lowerDelivered().atMs();
            columns[5][i] = each.lowerRead().upTo();
            columns[6][i] = each.lowerRead().atMs();
            columns[7][i] = each.higherDelivered().upTo();
            columns[8][i] = each.higherDelivered().atMs();
            columns[9][i] = each.higherRead().upTo();
            columns[10][i] = each.higherRead().atMs();
            i++;
        }
        jdbc.sql(UPDATE).params((Object[]) columns).update();
    }

    void raiseDevices(Map<DeviceMark, Long> devices, long nowMs) {
        if (devices.isEmpty()) {
            return;
        }
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
        jdbc.sql(RAISE_DEVICES)
                .param(nowMs)
                .param(conversations)
                .param(byLower)
                .param(ids)
                .param(delivered)
                .update();
    }

    private static String[] texts(Stream<String> values) {
        return values.toArray(String[]::new);
    }
}
