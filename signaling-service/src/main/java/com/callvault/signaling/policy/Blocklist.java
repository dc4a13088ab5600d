package com.callvault.signaling.policy;

import com.callvault.common.id.Address;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Whom people have blocked, and whom their policy has blocked for them. */
@Component
class Blocklist {
    /** All of it travels in one record. */
    static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Announcements announcements;
    private final Clock clock;

    Blocklist(JdbcClient jdbc, TransactionTemplate transaction, Announcements announcements, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Who has put somebody there. */
    enum By {
        @JsonProperty("you")
        YOU,
        /** Their calls were declined too often. */
        @JsonProperty("rejections")
        REJECTIONS
    }

    /** @param since ms since the epoch */
    record Blocked(Address address, long since, By by) {}

    Optional<Blocked> find(Address owner, Address other) {
        return jdbc.sql("select address, since, put_by from blocked where owner = ? and address = ?")
                .params(owner.value(), other.value())
                .query(Blocklist::blocked)
                .optional();
    }

    /** By address, those after {@code after}. */
    List<Blocked> list(Address owner, @Nullable String after, int most) {
        return jdbc.sql("""
                        select address, since, put_by from blocked where owner = ? and address > ?
                        order by address limit ?""")
                .params(owner.value(), after == null ? "" : after, most)
                .query(Blocklist::blocked)
                .list();
    }

    /** @throws WireException {@code quota_exceeded} when the list is full */
    Blocked put(Address owner, Address other) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!add(owner, other, By.YOU, clock.millis())) {
                throw new WireException(
                        ErrorCode.QUOTA_EXCEEDED, "You have blocked %d people; unblock one first.".formatted(MOST));
            }
            return find(owner, other).orElseThrow();
        }));
    }

    /** Joins the caller's transaction. False when the list is full; who is on it already stays as they are. */
    boolean add(Address owner, Address other, By by, long now) {
        Announcements.Change change = announcements.begin(owner);
        int added = jdbc.sql("""
                        insert into blocked (owner, address, since, put_by)
                        select :owner, :address, :since, :by
                        where (select count(*) from blocked where owner = :owner) < :most
                        on conflict do nothing""")
                .param("owner", owner.value())
                .param("address", other.value())
                .param("since", now)
                .param("by", by.name().toLowerCase(Locale.ROOT))
                .param("most", MOST)
                .update();
        if (added > 0) {
            announcements.announce(owner, change, now);
        }
        return added > 0 || find(owner, other).isPresent();
    }

    void remove(Address owner, Address other) {
        transaction.executeWithoutResult(status -> {
            Announcements.Change change = announcements.begin(owner);
            int removed = jdbc.sql("delete from blocked where owner = ? and address = ?")
                    .params(owner.value(), other.value())
                    .update();
            if (removed > 0) {
                announcements.announce(owner, change, clock.millis());
            }
        });
    }

    private static Blocked blocked(ResultSet rs, int i) throws SQLException {
        return new Blocked(
                new Address(rs.getString("address")),
                rs.getLong("since"),
                By.valueOf(rs.getString("put_by").toUpperCase(Locale.ROOT)));
    }
}
