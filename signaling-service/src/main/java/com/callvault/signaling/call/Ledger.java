package com.callvault.signaling.call;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.Json;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rows of calls and of commands that were carried out. Methods join the caller's transaction. Times are ms since the epoch. */
@Component
public class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A call as it stands, for those who only look. */
    public CallState read(CallId call) {
        return jdbc.sql("select version, facts, state from calls where call = ?")
                .param(call.value())
                .query(Ledger::state)
                .optional()
                .orElse(new None());
    }

    /** The same, taken for a change, unless another transaction has it: then whoever has it goes on. */
    Optional<CallState> take(CallId call) {
        return jdbc.sql("select version, facts, state from calls where call = ? for update skip locked")
                .param(call.value())
                .query(Ledger::state)
                .optional();
    }

    /** A live call that needs something by itself, or one that is over whose ring is not settled, and since when. */
    public record Due(CallId call, long dueAt) {}

    public List<Due> due(long now, int most) {
        return jdbc.sql("select call, due_at from calls where due_at <= ? order by due_at limit ?")
                .params(now, most)
                .query((rs, i) -> new Due(new CallId(rs.getObject(1, UUID.class)), rs.getLong(2)))
                .list();
    }

    /** As {@link #read}, and makes of it a transaction that may be lost with a crash of the database: nobody waits for the disk. */
    CallState readLightly(CallId call) {
        return jdbc.sql("""
                        select version, facts, state
                        from (select set_config('synchronous_commit', 'off', true)) light left join calls on call = ?""").param(call.value()).query(Ledger::stateOrNone).single();
    }

    /** The call as it stands, or what was answered to the command when it was carried out before. */
    Opened open(UUID command, CallId call) {
        return jdbc.sql("""
                        select command, reply, version, facts, state
                        from (select 1) one left join handled on command = ? left join calls on call = ?""")
                .params(command, call.value())
                .query((rs, i) -> rs.getString("command") != null
                        ? new Handled(rs.getString("reply"))
                        : new Open(stateOrNone(rs, i)))
                .single();
    }

    sealed interface Opened {}

    record Handled(@Nullable String reply) implements Opened {}

    record Open(CallState state) implements Opened {}

    /** @throws Conflict when another transaction has carried it out meanwhile */
    void handled(UUID command, @Nullable String reply, long now) {
        int written = jdbc.sql(
                        "insert into handled (command, reply, handled_at) values (?, ?, ?) on conflict do nothing")
                .param(command)
                .param(reply)
                .param(now)
                .update();
        if (written == 0) {
            throw new Conflict();
        }
    }

    public int forgetCommands(long handledBefore) {
        return jdbc.sql("delete from handled where handled_at < ?")
                .param(handledBefore)
                .update();
    }

    /** Until the end of the transaction nobody else places a call between these two: neither would see the other's. */
    void lockPair(Address one, Address other) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(ConversationId.between(one, other).value())
                .query((rs, i) -> 0)
                .single();
    }

    /** The oldest call that rings from one person to another. */
    Optional<CallId> ringing(Address caller, Address callee) {
        return jdbc.sql("""
                        select call from calls where caller = ? and callee = ? and status = 'ringing'
                        order by placed_at, call limit 1""")
                .params(caller.value(), callee.value())
                .query((rs, i) -> new CallId(rs.getObject(1, UUID.class)))
                .optional();
    }

    /**
     * What stands in the way of a call that is placed.
     *
     * @param departed the caller has deleted their account
     * @param used the caller has placed another call by the same intent id
     * @param engaged the live call in which the caller's device takes part
     * @param waiting whether a device of the callee takes part in a live call other than the one it crosses
     */
    record Around(boolean departed, boolean used, @Nullable CallId engaged, boolean waiting) {}

    /** @param crosses the call that the callee has placed to the caller */
    Around around(Call call, @Nullable CallId crosses) {
        return jdbc.sql("""
                        select exists (select 1 from departed where address = :caller) as departed,
                            exists (select 1 from calls where caller = :caller and jti = :jti) as used,
                            (select call from engagement where address = :caller and device = :device) as engaged,
                            exists (select 1 from engagement where address = :callee
                                and call is distinct from cast(:crosses as uuid)) as waiting""")
                .param("caller", call.from().value())
                .param("jti", call.jti())
                .param("device", call.device().value())
                .param("callee", call.to().value())
                .param("crosses", crosses == null ? null : crosses.value())
                .query((rs, i) -> {
                    UUID engaged = rs.getObject("engaged", UUID.class);
                    return new Around(
                            rs.getBoolean("departed"),
                            rs.getBoolean("used"),
                            engaged == null ? null : new CallId(engaged),
                            rs.getBoolean("waiting"));
                })
                .single();
    }

    /** @throws Conflict when another transaction has written meanwhile: read again, decide again */
    void write(Known state, long readVersion) {
        int written = readVersion == 0 ? insert(state) : update(state, readVersion);
        if (written == 0) {
            throw new Conflict();
        }
    }

    /**
     * @param owed calls that ring
     * @param unacknowledged those of them that no device has acknowledged
     * @param unsettled calls that ended before {@code endedBefore} and whose ring may still stand on Redis
     */
    public record Rings(long owed, long unacknowledged, long unsettled) {}

    public Rings rings(long endedBefore) {
        return jdbc.sql("""
                        select count(*) filter (where status = 'ringing' and told),
                            count(*) filter (where status = 'ringing' and told and heard = 0),
                            count(*) filter (where status = 'ended' and ended_at < ?)
                        from (select *, policy is null or policy in ('ring', 'ring_silently') as told
                            from calls where due_at is not null) due""")
                .param(endedBefore)
                .query((rs, i) -> new Rings(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
                .single();
    }

    private int insert(Known state) {
        Call call = state.call();
        return jdbc.sql("""
                        insert into calls (call, caller, caller_device, callee, media, jti, placed_at, version, status,
                            due_at, answered_at, ended_at, reason, heard, facts, state, policy)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(call.id().value())
                .param(call.from().value())
                .param(call.device().value())
                .param(call.to().value())
                .param(Json.MAPPER.convertValue(call.media(), String.class))
                .param(call.jti())
                .param(call.placedAt())
                .param(state.version())
                .param(status(state))
                .param(CallState.dueAt(state))
                .param(null)
                .param(endedAt(state))
                .param(reason(state))
                .param(state.heard().size())
                .param(Json.write(call))
                .param(Json.write(state))
                .param(Json.MAPPER.convertValue(call.decision().told().outcome(), String.class))
                .update();
    }

    private int update(Known state, long readVersion) {
        return jdbc.sql("""
                        update calls set version = ?, status = ?, due_at = ?, answered_at = ?, ended_at = ?, reason = ?, heard = ?, state = ?
                        where call = ? and version = ?""")
                .param(state.version())
                .param(status(state))
                .param(CallState.dueAt(state))
                .param(answeredAt(state))
                .param(endedAt(state))
                .param(reason(state))
                .param(state.heard().size())
                .param(Json.write(state))
                .param(state.call().id().value())
                .param(readVersion)
                .update();
    }

    private static CallState stateOrNone(ResultSet rs, int i) throws SQLException {
        return rs.getString("state") == null ? new None() : state(rs, i);
    }

    private static CallState state(ResultSet rs, int i) throws SQLException {
        return decode(rs.getLong("version"), rs.getString("facts"), rs.getString("state"));
    }

    static CallState decode(long version, String facts, String state) {
        ObjectNode members = (ObjectNode) Json.MAPPER.readTree(state);
        members.set("call", Json.MAPPER.readTree(facts));
        members.put("version", version);
        return Json.MAPPER.treeToValue(members, CallState.class);
    }

    private static String status(Known state) {
        return switch (state) {
            case Ringing ringing -> "ringing";
            case Active active -> "active";
            case Ended ended -> "ended";
        };
    }

    private static @Nullable Long answeredAt(Known state) {
        return switch (state) {
            case Ringing ringing -> null;
            case Active active -> active.answeredAt();
            case Ended ended -> ended.answeredAt();
        };
    }

    private static @Nullable Long endedAt(Known state) {
        return state instanceof Ended ended ? ended.endedAt() : null;
    }

    private static @Nullable String reason(Known state) {
        return state instanceof Ended ended ? ended.reason().wire() : null;
    }

    /** Another transaction was faster. */
    static final class Conflict extends RuntimeException {
        Conflict() {
            super("another transaction was faster", null, false, false);
        }
    }
}
