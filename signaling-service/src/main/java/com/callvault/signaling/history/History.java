package com.callvault.signaling.history;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.Call;
import com.callvault.signaling.call.Notices;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ledger as one person may see it. Times are ms since the epoch. */
@Component
class History {
    private final JdbcClient jdbc;

    History(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param reason as this person was told it */
    record Entry(
            CallId call,
            Address peer,
            ServerFrame.Role role,
            MediaKind media,
            long startedAt,
            @Nullable Long answeredAt,
            long endedAt,
            EndReason reason) {}

    /** A place in the order of calls: what stands there was listed, what is older was not. */
    record Place(long placedAt, UUID call) {
        static final Place START = new Place(Long.MAX_VALUE, new UUID(-1, -1));
    }

    /** Without those that went into another, which is there. Two walks along an index each, since one over both sides would read everything that somebody ever did. */
    List<Entry> of(Address person, Place after, int most) {
        return jdbc.sql("""
                        select * from (
                            (select facts, answered_at, ended_at, reason, placed_at, call from calls
                             where caller = :person and (placed_at, call) < (:at, :call) and status = 'ended' and reason <> 'merged'
                             order by placed_at desc, call desc limit :most)
                            union all
                            (select facts, answered_at, ended_at, reason, placed_at, call from calls
                             where callee = :person and (placed_at, call) < (:at, :call) and status = 'ended' and reason <> 'merged'
                                 and policy is distinct from 'block'
                             order by placed_at desc, call desc limit :most)) both_sides
                        order by placed_at desc, call desc limit :most""")
                .param("person", person.value())
                .param("at", after.placedAt())
                .param("call", after.call())
                .param("most", most)
                .query((rs, i) -> {
                    Call call = Json.MAPPER.readValue(rs.getString("facts"), Call.class);
                    EndReason reason = Json.MAPPER.convertValue(rs.getString("reason"), EndReason.class);
                    Long answeredAt = rs.getObject("answered_at", Long.class);
                    boolean byMe = call.from().equals(person);
                    return new Entry(
                            call.id(),
                            byMe ? call.to() : call.from(),
                            byMe ? ServerFrame.Role.CALLER : ServerFrame.Role.CALLEE,
                            call.media(),
                            call.placedAt(),
                            answeredAt,
                            rs.getLong("ended_at"),
                            byMe
                                    ? Notices.asCallerReads(call, reason)
                                    : Notices.asCalleeReads(reason, answeredAt != null));
                })
                .list();
    }
}
