package com.callvault.messaging.history;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads conversations. */
interface Conversations extends Repository<ConversationRow, Long> {

    /** A conversation in which something was said, with its last message. */
    record Head(ConversationRow conversation, MessageRow last) {}

    /** Those of a person that come after a place in their order, newest first. */
    @Query("""
            select new com.callvault.messaging.history.Conversations$Head(conversation, last)
            from ConversationRow conversation
            join MessageRow last on last.conversation = conversation.key and last.seq = conversation.lastSeq
            where (conversation.lowerAddress = :me or conversation.higherAddress = :me)
              and (conversation.lastAtMs < :beforeMs
                   or conversation.lastAtMs = :beforeMs and conversation.key < :beforeKey)
            order by conversation.lastAtMs desc, conversation.key desc
            """)
    List<Head> headsOf(String me, long beforeMs, long beforeKey, Limit limit);

    /** Empty for those who are not in it, too. */
    @Query("""
            select conversation from ConversationRow conversation
            where conversation.id = :id and (conversation.lowerAddress = :me or conversation.higherAddress = :me)
            """)
    Optional<ConversationRow> ofMember(String id, String me);
}
