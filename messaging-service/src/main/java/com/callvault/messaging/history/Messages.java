package com.callvault.messaging.history;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Reads messages. Whoever sees one sees all before it: places are given under the conversation's lock, so they are committed
 * in their order.
 */
interface Messages extends Repository<MessageRow, MessageRow.Place> {

    @Query("""
            select message from MessageRow message
            where message.conversation = :conversation and message.seq > :after
            order by message.seq
            """)
    List<MessageRow> after(long conversation, long after, Limit limit);

    /** From the nearest to the furthest, none of them at {@code end} or beyond it. */
    @Query("""
            select message from MessageRow message
            where message.conversation = :conversation and message.seq < :before and message.seq > :end
            order by message.seq desc
            """)
    List<MessageRow> before(long conversation, long before, long end, Limit limit);

    /**
     * What happened to the messages of a page after it: of each person's edits, unsends and reactions to one message the last.
     * Those on the page itself are not among them.
     */
    @Query("""
            select change from MessageRow change
            where change.conversation = :conversation and change.targetSeq between :first and :last and change.seq > :last
              and not exists (
                  select 1 from MessageRow later
                  where later.conversation = :conversation and later.targetSeq = change.targetSeq
                    and later.fromLower = change.fromLower and later.kind = change.kind and later.seq > change.seq)
            order by change.seq
            """)
    List<MessageRow> changesOf(long conversation, long first, long last);
}
