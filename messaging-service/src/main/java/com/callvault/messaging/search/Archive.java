package com.callvault.messaging.search;

import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a search reads: only conversations of whoever searches, and of those only what they may see. */
final class Archive {
    /** The blocks that have all the words somewhere, or may have, and of each conversation what stands in no block yet. */
    private static final String RANGES = """
            with mine as (
                select key, indexed_seq, last_seq, last_at_ms, coalesce(cleared_seq, 0) as cleared_seq
                from messaging.conversation
                left join messaging.member on member.conversation = key and is_lower = (lower_address = :me)
                where (lower_address = :me or higher_address = :me) and id = coalesce(:only::text, id)
            )
            select key, first_seq, block.last_seq, block.last_at_ms
            from mine join messaging.search_block as block on block.conversation = mine.key
            where first_at_ms <= :beforeMs and block.last_seq > cleared_seq
              and (words is null or words @@ :words::tsquery)
            union all
            select key, greatest(indexed_seq, cleared_seq) + 1, last_seq, last_at_ms from mine
            where last_seq > indexed_seq and last_seq > cleared_seq
            order by last_at_ms desc
            """;

    private static final String WORDS = """
            select conversation, seq, at_ms, body
            from unnest(:conversations::bigint[], :firsts::bigint[], :lasts::bigint[]) as range (conversation, first, last)
            join messaging.message using (conversation)
            where seq between first and last and body is not null and kind not in ('reaction', 'call')
              and (at_ms, conversation, seq) < (:atMs, :conversation, :seq)
            """;

    /**
     * Places whose words are those that a message has now, as the reader sees it, with that message: an edit is about another, and
     * a message that was edited since does not have its own words any more.
     */
    private static final String MESSAGES = """
            select words.at_ms as words_at_ms, words.seq as words_seq, words.body as words_now, said.*,
                   place.id, place.lower_address, place.higher_address
            from unnest(:conversations::bigint[], :seqs::bigint[]) as hit (conversation, seq)
            join messaging.message as words using (conversation, seq)
            join messaging.conversation as place on place.key = words.conversation
            join messaging.message as said
              on said.conversation = words.conversation and said.seq = coalesce(words.target_seq, words.seq)
            left join messaging.member
              on member.conversation = place.key and member.is_lower = (place.lower_address = :me)
            where said.seq > coalesce(member.cleared_seq, 0)
              and not (words.hidden and words.from_lower <> (place.lower_address = :me))
              and not exists (
                  select 1 from messaging.message as later
                  where later.conversation = said.conversation and later.target_seq = said.seq and later.kind = 'edit'
                    and later.seq > words.seq and not (later.hidden and later.from_lower <> (place.lower_address = :me)))
            """;

    private final JdbcClient jdbc;

    Archive(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lastAtMs nothing in it is later */
    record Range(long conversation, long first, long last, long lastAtMs) {}

    record Said(Place place, String body) {}

    /** @param message with the words that it has now */
    record Found(Place place, ConversationId conversation, Address peer, ServerFrame.MsgIncoming message) {}

    boolean isMember(Address me, ConversationId conversation) {
        return jdbc.sql("""
                        select exists (select 1 from messaging.conversation
                                       where id = ? and (lower_address = ? or higher_address = ?))
                        """)
                .params(conversation.value(), me.value(), me.value())
                .query(Boolean.class)
                .single();
    }

    /** Where it may stand, what ends latest first; everything that was said there before {@code before} is in one of them. */
    List<Range> ranges(Address me, @Nullable ConversationId only, Query query, Place before) {
        return jdbc.sql(RANGES)
                .param("me", me.value())
                .param("only", only == null ? null : only.value())
                .param("beforeMs", before.atMs())
                .param("words", query.tsquery())
                .query((row, number) -> new Range(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** What was said in these places and comes after {@code before} in the order of what is found. */
    List<Said> said(List<Range> ranges, Place before) {
        return jdbc.sql(WORDS)
                .param("conversations", numbers(ranges, Range::conversation))
                .param("firsts", numbers(ranges, Range::first))
                .param("lasts", numbers(ranges, Range::last))
                .param("atMs", before.atMs())
                .param("conversation", before.conversation())
                .param("seq", before.seq())
                .query((row, number) ->
                        new Said(new Place(row.getLong(3), row.getLong(1), row.getLong(2)), row.getString(4)))
                .list();
    }

    /** The messages that have the words of these places now, as {@code me} may see them. */
    List<Found> messages(Address me, List<Place> places) {
        return jdbc.sql(MESSAGES)
                .param("me", me.value())
                .param("conversations", numbers(places, Place::conversation))
                .param("seqs", numbers(places, Place::seq))
                .query((row, number) -> found(row, me))
                .list();
    }

    private static Found found(ResultSet row, Address me) throws SQLException {
        ConversationId id = new ConversationId(row.getString("id"));
        Pair pair =
                new Pair(id, new Address(row.getString("lower_address")), new Address(row.getString("higher_address")));
        boolean fromLower = row.getBoolean("from_lower");
        long replyToSeq = row.getLong("reply_to_seq");
        long seq = row.getLong("seq");
        return new Found(
                new Place(row.getLong("words_at_ms"), row.getLong("conversation"), row.getLong("words_seq")),
                id,
                pair.other(me),
                new ServerFrame.MsgIncoming(
                        MessageIds.of(id, seq),
                        id,
                        seq,
                        pair.member(fromLower),
                        pair.member(!fromLower),
                        new ClientMessageId(row.getObject("client_id", UUID.class)),
                        MessageKind.ofWire(row.getString("kind")),
                        row.getString("words_now"),
                        List.of(),
                        replyToSeq == 0 ? null : MessageIds.of(id, replyToSeq),
                        null,
                        null,
                        row.getLong("at_ms")));
    }

    private static <T> long[] numbers(List<T> all, ToLongFunction<T> number) {
        return all.stream().mapToLong(number).toArray();
    }
}
