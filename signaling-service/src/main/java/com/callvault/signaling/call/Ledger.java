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

    /** For a transaction that may be lost with a crash of the database. */
    void doNotWaitForTheDisk() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    /** What was answered to a command; empty when it was never carried out. */
    Optional<Handled> handled(UUID command) {
        return jdbc.sql("select reply from handled where command = ?")
                .param(command)
                .query((rs, i) -> new Handled(rs.getString(1)))
                .optional();
    }

    record Handled(@Nullable String reply) {}

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

    /** Whether the caller has placed another call by the same intent id. */
    boolean isUsed(Call call) {
        return jdbc.sql("select exists (select 1 from calls where caller = ? and jti = ?)")
                .params(call.from().value(), call.jti())
                .query(Boolean.class)
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
