package com.callvault.messaging.member;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases the words that both people have cleared, some places at a time. The rows stay, so that a {@code clientId} has its answer
 * for ever. What is left to do stands in a row and is gone on with by whichever instance comes next.
 */
final class Erasing {
    private static final Logger log = LoggerFactory.getLogger(Erasing.class);
    /** In one transaction, while which nothing is stored in the conversation. */
    private static final int PLACES = 1000;

    private static final String LOCK = """
            select done_seq, up_to_seq from messaging.erasure
            join messaging.conversation on key = conversation
            where conversation = ?
            for no key update skip locked
            """;

    private static final String ERASE = """
            update messaging.message set body = null where conversation = ? and seq > ? and seq <= ? and body is not null
            """;

    /** Blocks with places in them that were erased are gone; those after the first are read anew like what was never written. */
    static final String FORGET_WORDS = """
            with forgotten as (
                delete from messaging.search_block
                where conversation = ? and first_seq >= (
                    select coalesce(max(first_seq), 1) from messaging.search_block as around
                    where around.conversation = ? and around.first_seq <= ?)
                returning first_seq
            )
            update messaging.conversation
            set indexed_seq = least(indexed_seq, (select min(first_seq) - 1 from forgotten))
            where key = ?
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Erasing(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Left(long doneSeq, long upToSeq) {}

    /** Called by one thread. */
    void sweep() {
        try {
            for (long conversation : jdbc.sql(
                            "select conversation from messaging.erasure order by conversation limit 100")
                    .query((row, number) -> row.getLong(1))
                    .list()) {
                boolean more;
                do {
                    more = Boolean.TRUE.equals(transaction.execute(status -> eraseSome(conversation)));
                } while (more);
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn("Erasing waits, the store is away: {}", away.getClass().getName());
        }
    }

    /** Whether anything is left. */
    private boolean eraseSome(long conversation) {
        Optional<Left> left = jdbc.sql(LOCK)
                .param(conversation)
                .query((row, number) -> new Left(row.getLong(1), row.getLong(2)))
                .optional();
        if (left.isEmpty()) {
            return false;
        }
        long from = left.get().doneSeq();
        long upTo = Math.min(left.get().upToSeq(), from + PLACES);
        jdbc.sql(ERASE).params(conversation, from, upTo).update();
        boolean more = upTo < left.get().upToSeq();
        if (more) {
            jdbc.sql("update messaging.erasure set done_seq = ? where conversation = ?")
                    .params(upTo, conversation)
                    .update();
        } else {
            jdbc.sql("delete from messaging.search_block where conversation = ? and last_seq <= ?")
                    .params(conversation, upTo)
                    .update();
            jdbc.sql(FORGET_WORDS)
                    .params(conversation, conversation, upTo, conversation)
                    .update();
            jdbc.sql("delete from messaging.erasure where conversation = ?")
                    .param(conversation)
                    .update();
        }
        return more;
    }
}
