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

    /** From the nearest to the furthest. */
    @Query("""
            select message from MessageRow message
            where message.conversation = :conversation and message.seq < :before
            order by message.seq desc
            """)
    List<MessageRow> before(long conversation, long before, Limit limit);
}
