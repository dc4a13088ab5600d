package com.callvault.messaging.history;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads conversations. */
interface Conversations extends Repository<ConversationRow, Long> {

    /**
     * A conversation in which something was said, with its last message.
     *
     * @param member what it is for whom it was read, where they have set or cleared anything
     * @param left whether the other has deleted their account
     * @param unread messages of the other above what they have read or cleared, hidden ones not among them, in the last 2,000 places
     */
    record Head(
            ConversationRow conversation,
            MessageRow last,
            @Nullable MemberRow member,
            boolean left,
            long unread) {}

    /** Those of a person that come after a place in their order, newest first. */
    @Query("""
            select new com.callvault.messaging.history.Conversations$Head(conversation, last, member, case when departure.address is null then false else true end, (
                select count(*) from MessageRow message
                where message.conversation = conversation.key
                  and message.seq > greatest(
                      case when conversation.lowerAddress = :me then conversation.lowerRead else conversation.higherRead end,
                      case when conversation.lowerAddress = :me then conversation.lowerQuiet else conversation.higherQuiet end,
                      coalesce(member.clearedSeq, 0L),
                      conversation.lastSeq - 2000L)
                  and message.fromLower = case when conversation.lowerAddress = :me then false else true end
                  and message.hidden = false
                  and message.kind not in ('edit', 'unsend', 'reaction', 'left')))
            from ConversationRow conversation
            join MessageRow last on last.conversation = conversation.key and last.seq = conversation.lastSeq
            left join MemberRow member on member.conversation = conversation.key
              and member.isLower = case when conversation.lowerAddress = :me then true else false end
            left join DepartureRow departure on departure.address =
              case when conversation.lowerAddress = :me then conversation.higherAddress else conversation.lowerAddress end
            where (conversation.lowerAddress = :me or conversation.higherAddress = :me)
              and (conversation.lastAtMs < :beforeMs
                   or conversation.lastAtMs = :beforeMs and conversation.key < :beforeKey)
            order by conversation.lastAtMs desc, conversation.key desc
            """)
    List<Head> headsOf(String me, long beforeMs, long beforeKey, Limit limit);

    /** A conversation as one of its people reads it. */
    record Own(ConversationRow conversation, @Nullable MemberRow member) {
        /** What is not above it is gone for them. */
        long clearedSeq() {
            return member == null ? 0 : member.clearedSeq;
        }
    }

    /** Empty for those who are not in it, too. */
    @Query("""
            select new com.callvault.messaging.history.Conversations$Own(conversation, member)
            from ConversationRow conversation
            left join MemberRow member on member.conversation = conversation.key
              and member.isLower = case when conversation.lowerAddress = :me then true else false end
            where conversation.id = :id and (conversation.lowerAddress = :me or conversation.higherAddress = :me)
            """)
    Optional<Own> ofMember(String id, String me);
}
