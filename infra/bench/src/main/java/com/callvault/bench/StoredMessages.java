package com.callvault.bench;

import com.callvault.client.ProtocolClient;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Messages that lie in the database before the load begins: written there by SQL, since to send five million would take longer
 * than what is to be measured. A tenth lies in the first pair's conversation, four tenths in those of the other pairs, and half
 * in conversations of people who do nothing.
 */
final class StoredMessages {

    private static final int OF_PEOPLE_WHO_DO_NOTHING = 50;
    private static final int AT_ONCE = 100_000;
    private static final long WRITTEN_FROM_MS = 1_700_000_000_000L;

    private static final String CONVERSATION = """
            insert into messaging.conversation (id, lower_address, higher_address)
            select id, least(one collate "C", other collate "C"), greatest(one collate "C", other collate "C")
            from unnest(?::text[], ?::text[], ?::text[]) as pair (id, one, other)
            on conflict do nothing""";

    private static final String OTHERS = """
            insert into messaging.conversation (id, lower_address, higher_address)
            select 'dm:stored' || n, 'call:stored' || n || 'a', 'call:stored' || n || 'b' from generate_series(1, ?) n
            on conflict do nothing""";

    /** Some forty words of 4,096. */
    private static final String MESSAGES = """
            insert into messaging.message (conversation, seq, at_ms, client_id, content, from_lower, kind, body)
            select key, seq, ? + seq, gen_random_uuid(), gen_random_uuid(), seq % 2 = 0, 'text',
                   (select string_agg(to_hex((random() * 4095)::int), ' ')
                    from generate_series(1, ? / 4) where seq is not null)
            from messaging.conversation, generate_series(last_seq + 1, last_seq + ?) seq
            where id = any (?::text[])""";

    private static final String LAST = """
            update messaging.conversation set last_seq = last_seq + ?, last_at_ms = ? + last_seq + ?
            where id = any (?::text[])""";

    private static final String WITHOUT_WORDS =
            "select coalesce(sum(last_seq - indexed_seq), 0)::bigint from messaging.conversation";

    private static final Duration TOLD_EACH = Duration.ofSeconds(10);

    private final ServerProcess server;
    private final int bodyBytes;
    private final PrintStream progress;
    private long written;

    /** @param progress for people who wait */
    StoredMessages(ServerProcess server, int bodyBytes, PrintStream progress) {
        this.server = server;
        this.bodyBytes = bodyBytes;
        this.progress = progress;
    }

    /** @param people who belong together stand next to each other */
    void write(long messages, List<ProtocolClient> people) throws IOException, SQLException, InterruptedException {
        try (var database = server.database("messaging")) {
            var ofPairs = pairs(database, people);
            write(database, ofPairs.subList(0, 1), messages / 10);
            var others = ofPairs.subList(1, ofPairs.size());
            write(database, others, messages * 4 / 10 / others.size());
            var idle = Math.toIntExact(messages / 2 / OF_PEOPLE_WHO_DO_NOTHING);
            try (var statement = database.prepareStatement(OTHERS)) {
                statement.setInt(1, idle);
                statement.executeUpdate();
            }
            var ids = new ArrayList<String>();
            for (var i = 1; i <= idle; i++) {
                ids.add("dm:stored" + i);
            }
            write(database, ids, OF_PEOPLE_WHO_DO_NOTHING);
            progress.printf(Locale.ROOT, "%d messages lie in the database.%n", written);
            awaitWords(database);
            try (var statement = database.createStatement()) {
                statement.execute("vacuum analyze");
            }
        }
    }

    /** Search writes their words at its leisure, which is not what a message costs beside those that were stored long ago. */
    private void awaitWords(Connection database) throws SQLException, InterruptedException {
        var toldAt = System.nanoTime();
        try (var statement = database.prepareStatement(WITHOUT_WORDS)) {
            for (var left = left(statement); left > 0; left = left(statement)) {
                if (System.nanoTime() - toldAt > TOLD_EACH.toNanos()) {
                    progress.printf(Locale.ROOT, "search does not know the words of %d yet%n", left);
                    toldAt = System.nanoTime();
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static long left(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> pairs(Connection database, List<ProtocolClient> people) throws SQLException {
        var ids = new ArrayList<String>();
        var one = new ArrayList<String>();
        var other = new ArrayList<String>();
        for (var i = 0; i < people.size(); i += 2) {
            var to = people.get(Crowd.partner(i)).address();
            ids.add(people.get(i).chats().conversation(to));
            one.add(people.get(i).address());
            other.add(to);
        }
        try (var statement = database.prepareStatement(CONVERSATION)) {
            statement.setArray(1, texts(database, ids));
            statement.setArray(2, texts(database, one));
            statement.setArray(3, texts(database, other));
            statement.executeUpdate();
        }
        return ids;
    }

    /** So many into each of these conversations, in portions of which one is soon committed. */
    private void write(Connection database, List<String> conversations, long each) throws SQLException {
        try (var messages = database.prepareStatement(MESSAGES);
                var last = database.prepareStatement(LAST)) {
            var most = (int) Math.max(1, AT_ONCE / Math.max(1, each));
            for (var from = 0; from < conversations.size(); from += most) {
                var some = conversations.subList(from, Math.min(conversations.size(), from + most));
                for (var left = each; left > 0; left -= AT_ONCE) {
                    write(database, messages, last, some, Math.min(left, AT_ONCE));
                }
            }
        }
    }

    private void write(
            Connection database,
            PreparedStatement messages,
            PreparedStatement last,
            List<String> conversations,
            long each)
            throws SQLException {
        messages.setLong(1, WRITTEN_FROM_MS + ThreadLocalRandom.current().nextInt(AT_ONCE));
        messages.setInt(2, bodyBytes);
        messages.setLong(3, each);
        messages.setArray(4, texts(database, conversations));
        var before = written;
        written += messages.executeUpdate();
        last.setLong(1, each);
        last.setLong(2, WRITTEN_FROM_MS);
        last.setLong(3, each);
        last.setArray(4, texts(database, conversations));
        last.executeUpdate();
        if (written / 500_000 > before / 500_000) {
            progress.printf(Locale.ROOT, "%d messages so far%n", written);
        }
    }

    private static java.sql.Array texts(Connection database, List<String> values) throws SQLException {
        return database.createArrayOf("text", values.toArray());
    }
}
