package com.callvault.messaging.member;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The settings of people in PostgreSQL. Each change is one transaction, and twice the same is once. */
final class Members {
    private static final String SET = """
            insert into messaging.member as member (conversation, is_lower, muted_until_ms, archived_seq)
            select key, lower_address = :me, :mutedUntilMs::bigint, case when :archived then last_seq end
            from messaging.conversation
            where id = :id and (lower_address = :me or higher_address = :me)
              and not exists (select 1 from messaging.departure where address = :me)
            on conflict (conversation, is_lower) do update
            set muted_until_ms = excluded.muted_until_ms, archived_seq = excluded.archived_seq
            """;

    /** With the lock that the pipeline takes: nothing gets a place between the reading of the last one and the commit. */
    private static final String LOCK = """
            select key, last_seq, lower_address = :me as is_lower from messaging.conversation
            where id = :id and (lower_address = :me or higher_address = :me)
              and not exists (select 1 from messaging.departure where address = :me)
            for no key update
            """;

    private static final String CLEAR = """
            insert into messaging.member as member (conversation, is_lower, cleared_seq) values (?, ?, ?)
            on conflict (conversation, is_lower) do update set cleared_seq = excluded.cleared_seq
            """;

    static final String ERASE = """
            insert into messaging.erasure as erasure (conversation, done_seq, up_to_seq)
            select conversation, 0, min(cleared_seq) from messaging.member
            where conversation = ? and cleared_seq > 0
            group by conversation having count(*) = 2
            on conflict (conversation) do update set up_to_seq = excluded.up_to_seq
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Members(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Locked(long key, long lastSeq, boolean isLower) {}

    /**
     * False where {@code me} is in no such conversation.
     *
     * @param mutedUntilMs null for not muted
     */
    boolean set(Address me, ConversationId conversation, @Nullable Long mutedUntilMs, boolean archived) {
        return jdbc.sql(SET)
                        .param("me", me.value())
                        .param("id", conversation.value())
                        .param("mutedUntilMs", mutedUntilMs)
                        .param("archived", archived)
                        .update()
                > 0;
    }

    /** Everything up to now is gone for {@code me}, and for good where the other has cleared it too. False as above. */
    boolean clear(Address me, ConversationId conversation) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Locked> found = jdbc.sql(LOCK)
                    .param("me", me.value())
                    .param("id", conversation.value())
                    .query((row, number) ->
                            new Locked(row.getLong("key"), row.getLong("last_seq"), row.getBoolean("is_lower")))
                    .optional();
            found.ifPresent(locked -> {
                jdbc.sql(CLEAR)
                        .params(locked.key(), locked.isLower(), locked.lastSeq())
                        .update();
                jdbc.sql(ERASE).param(locked.key()).update();
            });
            return found.isPresent();
        }));
    }
}
