package com.callvault.messaging.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of blocks as the sweep writes it. A block is {@value #SIZE} consecutive places, the first of them a multiple of that
 * plus one; the last of a conversation may be written before it is full, and is written anew when it has grown.
 */
final class Blocks {
    static final int SIZE = 16;

    /** A {@code tsvector} holds 1 MiB, and a character may take three bytes. Only longest messages with no word twice reach it. */
    private static final int MOST_CHARACTERS = 300_000;

    private static final String BEHIND = """
            select key from messaging.conversation
            where key > ? and key <= ? and last_seq > indexed_seq and (last_seq - indexed_seq >= ? or last_at_ms < ?)
            order by key
            """;

    private static final String LOCK = """
            select indexed_seq, last_seq from messaging.conversation
            where key = ? and last_seq > indexed_seq
            for no key update skip locked
            """;

    private static final String READ = """
            select seq, at_ms, case when kind not in ('reaction', 'call') then body end as body from messaging.message
            where conversation = ? and seq between ? and ?
            order by seq
            """;

    private static final String WRITE = """
            insert into messaging.search_block (conversation, first_seq, last_seq, first_at_ms, last_at_ms, words)
            select ?, first_seq, last_seq, first_at_ms, last_at_ms, words::tsvector
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                   as block (first_seq, last_seq, first_at_ms, last_at_ms, words)
            on conflict (conversation, first_seq) do update
            set last_seq = excluded.last_seq, last_at_ms = excluded.last_at_ms, words = excluded.words
            """;

    private final JdbcClient jdbc;

    Blocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far a conversation has come, and how far its words. */
    record Behind(long indexedSeq, long lastSeq) {}

    private record Row(long seq, long atMs, @Nullable String body) {}

    /** @param words as PostgreSQL reads a {@code tsvector}; null where they are too many for one */
    private record Block(
            long firstSeq,
            long lastSeq,
            long firstAtMs,
            long lastAtMs,
            @Nullable String words) {}

    /** The highest key of a conversation; 0 where there is none. */
    long highestKey() {
        return jdbc.sql("select coalesce(max(key), 0) from messaging.conversation")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** Of the conversations with keys in a range, those with a block's worth of new places, or quiet with any. */
    List<Long> behind(long afterKey, long upToKey, long quietSinceMs) {
        return jdbc.sql(BEHIND)
                .params(afterKey, upToKey, SIZE, quietSinceMs)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Locked until the transaction ends; null where it is not behind any more, or in somebody's hands. */
    @Nullable
    Behind lock(long key) {
        return jdbc.sql(LOCK)
                .param(key)
                .query((row, number) -> new Behind(row.getLong(1), row.getLong(2)))
                .optional()
                .orElse(null);
    }

    /** Writes the blocks with these places anew, which begin at the beginning of a block. */
    void write(long key, long firstSeq, long lastSeq) {
        List<Row> rows = jdbc.sql(READ)
                .params(key, firstSeq, lastSeq)
                .query((row, number) -> new Row(row.getLong(1), row.getLong(2), row.getString(3)))
                .list();
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += SIZE) {
            blocks.add(block(rows.subList(from, Math.min(rows.size(), from + SIZE))));
        }
        @Nullable String[] words = new String[blocks.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = blocks.get(i).words();
        }
        jdbc.sql(WRITE)
                .param(key)
                .param(blocks.stream().mapToLong(Block::firstSeq).toArray())
                .param(blocks.stream().mapToLong(Block::lastSeq).toArray())
                .param(blocks.stream().mapToLong(Block::firstAtMs).toArray())
                .param(blocks.stream().mapToLong(Block::lastAtMs).toArray())
                .param(words)
                .update();
        jdbc.sql("update messaging.conversation set indexed_seq = ? where key = ?")
                .params(lastSeq, key)
                .update();
    }

    /** The first place of the block that a place is in. */
    static long blockOf(long seq) {
        return seq - (seq - 1) % SIZE;
    }

    private static Block block(List<Row> rows) {
        Set<String> words = new HashSet<>();
        for (Row row : rows) {
            if (row.body() != null) {
                words.addAll(Words.of(row.body()));
            }
        }
        Row first = rows.getFirst();
        Row last = rows.getLast();
        return new Block(first.seq(), last.seq(), first.atMs(), last.atMs(), vector(words));
    }

    private static @Nullable String vector(Set<String> words) {
        StringBuilder text = new StringBuilder();
        words.forEach(each -> text.append('\'').append(each).append("' "));
        return text.length() > MOST_CHARACTERS ? null : text.toString();
    }
}
