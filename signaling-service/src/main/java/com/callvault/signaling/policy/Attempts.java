package com.callvault.signaling.policy;

import com.callvault.common.id.Address;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the ledger knows of one person's calls to another. Methods join the caller's transaction; times are ms since the epoch.
 */
@Component
class Attempts {
    /** Rejections of longer ago are forgiven. */
    private static final Duration COUNTED_FOR = Duration.ofDays(1);

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the last call of the last minutes was placed that nobody took and nobody declined; null when there is none. */
    @Nullable
    Long lastUntaken(Address callee, Address caller, long now) {
        return jdbc.sql("""
                        select placed_at from calls
                        where callee = ? and caller = ? and placed_at >= ? and answered_at is null
                            and (reason is null or reason not in ('declined', 'busy'))
                        order by placed_at desc limit 1""")
                .params(callee.value(), caller.value(), now - Screening.SECOND_CALL_WITHIN.toMillis())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /** How many calls of a day the callee has declined, since they last took one. */
    int declined(Address callee, Address caller, long now) {
        return jdbc.sql("""
                        select count(*) from calls
                        where callee = :callee and caller = :caller and reason = 'declined'
                            and placed_at > greatest(:since, (select max(placed_at) from calls
                                where callee = :callee and caller = :caller and placed_at > :since
                                    and answered_at is not null))""")
                .param("callee", callee.value())
                .param("caller", caller.value())
                .param("since", now - COUNTED_FOR.toMillis())
                .query(Integer.class)
                .single();
    }
}
