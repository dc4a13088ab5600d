package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.Event;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.id.Uuids;
import com.callvault.common.route.OwedCalls;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.limit.CallLimits;
import com.callvault.signaling.outbox.Outbox;
import com.callvault.signaling.owed.OwedFrames;
import com.callvault.signaling.policy.Policies;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One transaction per command: the new state under its version, the command's id and answer, who is engaged, what is owed to
 * devices and what goes to Kafka. Where another transaction was faster, everything is read and decided again.
 */
@Component
class Transactions {
    /** Each try that fails is a step of the same call that succeeded elsewhere; more than this is a bug. */
    private static final int MOST_TRIES = 100;

    private final TransactionTemplate transaction;
    private final Ledger ledger;
    private final Engagements engagements;
    private final OwedFrames owed;
    private final Outbox outbox;
    private final Policies policies;
    private final CallLimits limits;
    private final CallMachine machine;
    private final Clock clock;
    private final Counter conflicts;

    Transactions(
            TransactionTemplate transaction,
            Ledger ledger,
            Engagements engagements,
            OwedFrames owed,
            Outbox outbox,
            Policies policies,
            CallLimits limits,
            CallMachine machine,
            Clock clock,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.engagements = engagements;
        this.owed = owed;
        this.outbox = outbox;
        this.policies = policies;
        this.limits = limits;
        this.machine = machine;
        this.clock = clock;
        this.conflicts = meters.counter("callvault.signaling.ledger.conflicts");
    }

    /** A call that moved, and what follows outside of the database. */
    record Moved(CallState before, Known state, List<Effect> effects) {}

    /**
     * @param moved none when the command was carried out before
     * @param reply the frame that answers it, the same for a repeat; null when it wants none
     */
    record Done(
            List<Moved> moved,
            @Nullable ErrorCode refusal,
            @Nullable String reply) {}

    /** @param re what the sender calls the request; null when it wants no ok */
    Done carryOut(UUID command, CallId call, CallInput.Asked asked, @Nullable String re) {
        return untilFirst(() -> {
            // Most commands are acknowledgements. A repeat of one does nothing by itself, and one that is lost with a
            // crash is
            // asked for again by the frame that is sent again; so nobody remembers them and nobody waits for the disk.
            boolean light = asked instanceof CallInput.Ack;
            CallState state;
            if (light) {
                state = ledger.readLightly(call);
            } else {
                switch (ledger.open(command, call)) {
                    case Ledger.Handled(@Nullable String reply) -> {
                        return new Done(List.of(), null, reply);
                    }
                    case Ledger.Open(CallState found) -> state = found;
                }
            }
            long now = clock.millis();
            List<Moved> moved = new ArrayList<>();
            Transition transition = machine.next(state, informed(state, asked, now), now);
            apply(state, transition, now, moved);
            String reply = reply(transition, re);
            if (!light) {
                ledger.handled(command, reply, now);
            }
            Transition.Refusal refusal = transition.refusal();
            return new Done(moved, refusal == null ? null : refusal.code(), reply);
        });
    }

    /** Empty when nothing came of it, or another instance is at it. */
    List<Moved> tick(CallId call, CallInput.Tick tick) {
        return untilFirst(() -> {
            Optional<CallState> state = ledger.take(call);
            List<Moved> moved = new ArrayList<>();
            if (state.isPresent()) {
                long now = clock.millis();
                apply(state.get(), machine.next(state.get(), tick, now), now, moved);
            }
            return moved;
        });
    }

    private <T> T untilFirst(Supplier<T> work) {
        for (int i = 1; ; i++) {
            try {
                T result = transaction.execute(status -> work.get());
                if (result == null) {
                    throw new IllegalStateException("a transaction without a result");
                }
                return result;
            } catch (Ledger.Conflict | PessimisticLockingFailureException e) {
                conflicts.increment();
                if (i == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What the machine has to know beside the call itself, read in the same transaction and enforced by its writes. */
    private CallInput.Asked informed(CallState state, CallInput.Asked asked, long now) {
        if (asked instanceof CallInput.Init init && state instanceof None) {
            Call asIntended = init.call();
            ledger.lockPair(asIntended.from(), asIntended.to());
            CallId crosses = crossing(asIntended, now);
            Ledger.Around around = ledger.around(asIntended, crosses);
            Call call = asIntended.screened(policies.screen(asIntended.to(), asIntended.from(), now), around.waiting());
            ErrorCode refused = around.departed()
                    ? ErrorCode.ACCOUNT_DELETED
                    : init.obstacles().refused();
            boolean free = refused == null && !around.used() && around.engaged() == null;
            long wait = free ? limits.take(call.from(), call.to(), now) : 0;
            return init.with(call, new CallInput.Obstacles(refused, around.used(), around.engaged(), wait), crosses);
        }
        if (asked instanceof CallInput.Accept accept && state instanceof Ringing) {
            return accept.with(engagements
                    .of(accept.sender().address(), accept.sender().device())
                    .orElse(null));
        }
        return asked;
    }

    /** The call that the callee has placed to the caller, while it rings. */
    private @Nullable CallId crossing(Call call, long now) {
        return ledger.ringing(call.to(), call.from())
                .filter(other -> ledger.read(other) instanceof Ringing ringing
                        && ringing.call().rings()
                        && now < ringing.call().expiresAt())
                .orElse(null);
    }

    private void apply(CallState before, Transition transition, long now, List<Moved> moved) {
        if (!(transition.state() instanceof Known state)) {
            return;
        }
        long version = before instanceof Known known ? known.version() : 0;
        if (state.version() != version) {
            ledger.write(state, version);
        }
        CallId call = state.call().id();
        for (Effect effect : transition.effects()) {
            write(call, effect, now, moved);
        }
        if (before instanceof Ringing && state instanceof Ended ended && ended.reason() == EndReason.DECLINED) {
            policies.declined(
                    state.call().to(), state.call().from(), state.call().known(), now);
        }
        if (state instanceof Ended && transition.effects().stream().anyMatch(Effect.Send.class::isInstance)) {
            owed.expire(call, now + OwedCalls.END_LIFE.toMillis());
        }
        if (!transition.effects().isEmpty()) {
            moved.add(new Moved(before, state, transition.effects()));
        }
    }

    private void write(CallId call, Effect effect, long now, List<Moved> moved) {
        switch (effect) {
            case Effect.Send send ->
                owed.owe(send.address(), send.device(), send.frame(), now + Timing.againAfterMs(0));
            case Effect.Forget forget -> owed.forget(call, forget.address(), forget.device(), forget.n());
            case Effect.Engage engage -> engagements.engage(engage.address(), engage.device(), call);
            case Effect.Release release -> engagements.release(release.address(), release.device(), call);
            case Effect.Replace replace -> move(replace.call(), new CallInput.Replaced(replace.by()), now, moved);
            case Effect.Cross cross -> move(cross.call(), new CallInput.Crossed(call), now, moved);
            case Effect.Merge merge -> move(merge.call(), new CallInput.Merged(call), now, moved);
            case Effect.Publish(CallEvent event) ->
                outbox.add(call, Topics.CALLS_EVENTS, name(call, event.version(), event), event.at(), event);
            case Effect.Conclude conclude ->
                outbox.add(
                        call,
                        Topics.CALLS_RECORDS,
                        Uuids.named(call + "/record"),
                        conclude.record().endedAt(),
                        conclude.record());
            case Effect.Leave leave ->
                outbox.add(
                        leave.conversation(),
                        Topics.CHAT_COMMANDS,
                        Uuids.named(call + "/missed"),
                        leave.missed().at(),
                        leave.missed());
            case Effect.Measure measure ->
                outbox.add(
                        call,
                        Topics.CALLS_QUALITY,
                        Uuids.named(call + "/quality/" + measure.command()),
                        measure.quality().at(),
                        measure.quality());
            case Effect.Ring ring -> {}
            case Effect.Settle settle -> {}
            case Effect.Remember remember -> {}
        }
    }

    /** Another call in the same transaction. */
    private void move(CallId call, CallInput.Tick tick, long now, List<Moved> moved) {
        CallState state = ledger.read(call);
        apply(state, machine.next(state, tick, now), now, moved);
    }

    private static UUID name(CallId call, long version, Event event) {
        return Uuids.named(call + "/" + version + "/" + EventCodec.typeOf(event.getClass()));
    }

    private static @Nullable String reply(Transition transition, @Nullable String re) {
        Transition.Refusal refusal = transition.refusal();
        if (refusal != null) {
            ErrorCode code = refusal.code();
            return FrameCodec.encode(new ServerFrame.Refused(
                    re,
                    code,
                    code.advice(),
                    code.retryable(),
                    code.retryable() ? (Long) refusal.retryAfterMs() : null));
        }
        return re == null ? null : FrameCodec.encode(new ServerFrame.Ok(re, status(transition.state())));
    }

    private static ServerFrame.@Nullable CallStatus status(CallState state) {
        return switch (state) {
            case None none -> null;
            case Ringing ringing -> ServerFrame.CallStatus.RINGING;
            case Active active -> ServerFrame.CallStatus.ACTIVE;
            case Ended ended -> ServerFrame.CallStatus.ENDED;
        };
    }
}
