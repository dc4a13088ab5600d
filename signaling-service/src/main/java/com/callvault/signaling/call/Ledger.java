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
import com.callvault.signaling.store.Pipeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rows of calls and of commands that were carried out. Methods join the caller's transaction. Times are ms since the epoch. */
@Component
public class Ledger {
    private final JdbcOperations operations;
    private final JdbcClient jdbc;

    Ledger(JdbcOperations operations) {
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
    }

    /** A call as it stands, for those who only look. */
    public CallState read(CallId call) {
        return jdbc.sql("select version, facts, state from calls where call = ?")
                .param(call.value())
                .query(Ledger::state)
                .optional()
                .orElse(new None());
    }

    /** Statements of the caller's transaction that travel together. */
    Pipeline pipeline() {
        return new Pipeline(operations);
    }

    /** The same, taken for a change, unless another transaction has it: then whoever has it goes on, and there is no answer. */
    Pipeline.Answer<CallState> take(Pipeline asks, CallId call) {
        return asks.ask(
                "select version, facts, state from calls where call = ? for update skip locked",
                Ledger::state,
                call.value());
    }

    /** A live call that needs something by itself, or one that is over whose ring is not settled, and since when. */
    public record Due(CallId call, long dueAt) {}

    public List<Due> due(long now, int most) {
        return jdbc.sql("select call, due_at from calls where due_at <= ? order by due_at limit ?")
                .params(now, most)
                .query((rs, i) -> new Due(new CallId(rs.getObject(1, UUID.class)), rs.getLong(2)))
                .list();
    }

    /** Those of the calls that there are, as they stand. */
    Pipeline.Answer<Known> read(Pipeline asks, Collection<CallId> calls) {
        return asks.ask(
                "select version, facts, state from calls where call = any (?)",
                (rs, i) -> (Known) state(rs, i),
                (Object) calls.stream().map(CallId::value).toArray(UUID[]::new));
    }

    /** The call as it stands, or what was answered to the command when it was carried out before. */
    Pipeline.Answer<Opened> open(Pipeline asks, UUID command, CallId call) {
        return asks.ask(
                """
                select command, reply, version, facts, state
                from (select 1) one left join handled on command = ? left join calls on call = ?""",
                (rs, i) -> rs.getString("command") != null
                        ? new Handled(rs.getString("reply"))
                        : new Open(stateOrNone(rs, i)),
                command,
                call.value());
    }

    sealed interface Opened {}

    record Handled(@Nullable String reply) implements Opened {}

    record Open(CallState state) implements Opened {}

    /** A {@link Conflict} when another transaction has carried it out meanwhile. */
    void handled(Pipeline writes, UUID command, @Nullable String reply, long now) {
        writes.write(
                Conflict::new,
                "insert into handled (command, reply, handled_at) values (?, ?, ?) on conflict do nothing",
                command,
                reply,
                now);
    }

    public int forgetCommands(long handledBefore) {
        return jdbc.sql("delete from handled where handled_at < ?")
                .param(handledBefore)
                .update();
    }

    /** Until the end of the transaction nobody else places a call between these two: neither would see the other's. */
    void lockPair(Pipeline asks, Address one, Address other) {
        var unused = asks.ask(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                (rs, i) -> true,
                ConversationId.between(one, other).value());
    }

    /** The oldest call that rings from one person to another. */
    Pipeline.Answer<CallState> ringing(Pipeline asks, Address caller, Address callee) {
        return asks.ask("""
                select version, facts, state from calls where caller = ? and callee = ? and status = 'ringing'
                order by placed_at, call limit 1""", Ledger::state, caller.value(), callee.value());
    }

    /**
     * What stands in the way of a call that is placed.
     *
     * @param departed the caller has deleted their account
     * @param used the caller has placed another call by the same intent id
     * @param engaged the live call in which the caller's device takes part
     * @param calleeIn the live calls in which devices of the callee take part
     */
    record Around(boolean departed, boolean used, @Nullable CallId engaged, Set<CallId> calleeIn) {
        /** Whether the callee is in another call than the one it crosses. */
        boolean waiting(@Nullable CallId crosses) {
            return calleeIn.stream().anyMatch(call -> !call.equals(crosses));
        }
    }

    Pipeline.Answer<Around> around(Pipeline asks, Call call) {
        return asks.ask(
                """
                select exists (select 1 from departed where address = by.address) as departed,
                    exists (select 1 from calls where caller = by.address and jti = by.jti) as used,
                    (select call from engagement where address = by.address and device = by.device) as engaged,
                    array (select call from engagement where address = by.callee) as callee_in
                from (values (?, ?, ?, ?)) as by (address, jti, device, callee)""",
                (rs, i) -> {
                    UUID engaged = rs.getObject("engaged", UUID.class);
                    UUID[] calleeIn = (UUID[]) rs.getArray("callee_in").getArray();
                    return new Around(
                            rs.getBoolean("departed"),
                            rs.getBoolean("used"),
                            engaged == null ? null : new CallId(engaged),
                            Arrays.stream(calleeIn).map(CallId::new).collect(Collectors.toSet()));
                },
                call.from().value(),
                call.jti(),
                call.device().value(),
                call.to().value());
    }

    /** A {@link Conflict} when another transaction has written meanwhile: read again, decide again. */
    void write(Pipeline writes, Known state, long readVersion) {
        if (readVersion == 0) {
            insert(writes, state);
        } else {
            write(writes, Map.of(state, readVersion));
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

    private static void insert(Pipeline writes, Known state) {
        Call call = state.call();
        writes.write(
                Conflict::new,
                """
                insert into calls (call, caller, caller_device, callee, media, jti, placed_at, version, status,
                    due_at, answered_at, ended_at, reason, heard, facts, state, policy)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                call.id().value(),
                call.from().value(),
                call.device().value(),
                call.to().value(),
                Json.MAPPER.convertValue(call.media(), String.class),
                call.jti(),
                call.placedAt(),
                state.version(),
                status(state),
                CallState.dueAt(state),
                null,
                endedAt(state),
                reason(state),
                state.heard().size(),
                Json.write(call),
                Json.write(state),
                Json.MAPPER.convertValue(call.decision().told().outcome(), String.class));
    }

    /**
     * Several calls at once. A {@link Conflict} as with {@link #write}.
     *
     * @param changed with the version of each that was read
     */
    void write(Pipeline writes, Map<Known, Long> changed) {
        // Whoever locks several, locks them in this order.
        List<Known> states = changed.keySet().stream()
                .sorted(Comparator.comparing(state -> state.call().id()))
                .toList();
        writes.write(
                states.size(),
                Conflict::new,
                """
                update calls set version = now.version, status = now.status, due_at = now.due_at, answered_at = now.answered_at,
                    ended_at = now.ended_at, reason = now.reason, heard = now.heard, state = now.state
                from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                        ?::int[], ?::text[])
                    as now (call, was, version, status, due_at, answered_at, ended_at, reason, heard, state)
                where calls.call = now.call and calls.version = now.was""",
                states.stream().map(state -> state.call().id().value()).toArray(UUID[]::new),
                states.stream().map(changed::get).toArray(Long[]::new),
                states.stream().map(Known::version).toArray(Long[]::new),
                states.stream().map(Ledger::status).toArray(String[]::new),
                states.stream().map(CallState::dueAt).toArray(Long[]::new),
                states.stream().map(Ledger::answeredAt).toArray(Long[]::new),
                states.stream().map(Ledger::endedAt).toArray(Long[]::new),
                states.stream().map(Ledger::reason).toArray(String[]::new),
                states.stream().map(state -> state.heard().size()).toArray(Integer[]::new),
                states.stream().map(Json::write).toArray(String[]::new));
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
