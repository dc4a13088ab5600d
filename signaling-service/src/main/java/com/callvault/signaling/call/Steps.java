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
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.limit.CallLimits;
import com.callvault.signaling.outbox.Outbox;
import com.callvault.signaling.owed.OwedFrames;
import com.callvault.signaling.policy.Policies;
import com.callvault.signaling.store.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Steps of calls: what the machine decides, and what of it is written: the new state under its version, who is engaged, what is
 * owed to devices and what goes to Kafka.
 */
@Component
class Steps {
    private final Ledger ledger;
    private final Engagements engagements;
    private final OwedFrames owed;
    private final Outbox outbox;
    private final Policies policies;
    private final CallLimits limits;
    private final CallMachine machine;

    Steps(
            Ledger ledger,
            Engagements engagements,
            OwedFrames owed,
            Outbox outbox,
            Policies policies,
            CallLimits limits,
            CallMachine machine) {
        this.ledger = ledger;
        this.engagements = engagements;
        this.owed = owed;
        this.outbox = outbox;
        this.policies = policies;
        this.limits = limits;
        this.machine = machine;
    }

    /** @param now ms since the epoch */
    Step at(long now) {
        return new Step(now);
    }

    /** What an acknowledgement came to. */
    record Acknowledged(CallState before, Transition transition) {}

    /** What one transaction decides: its writes are gathered, and travel together. */
    final class Step {
        private final long now;
        private final Pipeline writes = ledger.pipeline();
        private final List<OwedFrames.Owing> owing = new ArrayList<>();
        private final List<Transactions.Moved> moved = new ArrayList<>();

        private Step(long now) {
            this.now = now;
        }

        /** The input's step: what it comes to is written with {@link #write}. */
        Transition take(CallState state, CallInput input) {
            Transition transition = machine.next(state, input, now);
            apply(state, transition);
            return transition;
        }

        /**
         * Takes acknowledgements, in their order: each call is written once, and what devices have, all at once.
         *
         * @param states those of the calls that there are, as they were read
         */
        List<Acknowledged> acknowledge(List<Transactions.Acknowledgement> given, Map<CallId, Known> states) {
            Map<CallId, CallState> latest = new HashMap<>(states);
            List<OwedFrames.Received> received = new ArrayList<>();
            List<Acknowledged> all = new ArrayList<>(given.size());
            for (Transactions.Acknowledgement each : given) {
                CallState before = latest.getOrDefault(each.call(), new None());
                Transition transition = machine.next(before, each.ack(), now);
                latest.put(each.call(), transition.state());
                if (transition.effects().stream().allMatch(Effect.Forget.class::isInstance)) {
                    transition.effects().forEach(effect -> received.add(received(each.call(), (Effect.Forget) effect)));
                } else {
                    // It comes too late, and is told the end: the state stays.
                    apply(transition.state(), transition);
                }
                all.add(new Acknowledged(before, transition));
            }
            Map<Known, Long> changed = new HashMap<>();
            states.forEach((call, read) -> {
                if (latest.get(call) instanceof Known known && known.version() != read.version()) {
                    changed.put(known, read.version());
                }
            });
            if (!changed.isEmpty()) {
                ledger.write(writes, changed);
            }
            if (!received.isEmpty()) {
                owed.forget(writes, received);
            }
            return all;
        }

        private static OwedFrames.Received received(CallId call, Effect.Forget forget) {
            return new OwedFrames.Received(call, forget.address(), forget.device(), forget.n());
        }

        /** The command is carried out by this, and has this answer. */
        void remember(UUID command, @Nullable String reply) {
            ledger.handled(writes, command, reply, now);
        }

        /** @throws Ledger.Conflict when another transaction was faster: read again, decide again */
        void write() {
            owe();
            writes.run();
        }

        private void owe() {
            if (!owing.isEmpty()) {
                owed.owe(writes, owing, now + Timing.againAfterMs(0));
                owing.clear();
            }
        }

        /** Calls that moved, and what follows outside of the database. */
        List<Transactions.Moved> moved() {
            return moved;
        }

        /** What the machine has to know beside the call itself, read in the same transaction and enforced by its writes. */
        CallInput.Asked informed(CallState state, CallInput.Asked asked) {
            if (asked instanceof CallInput.Init init && state instanceof None) {
                return informed(init);
            }
            if (asked instanceof CallInput.Accept accept && state instanceof Ringing) {
                return accept.with(engagements
                        .of(accept.sender().address(), accept.sender().device())
                        .orElse(null));
            }
            return asked;
        }

        private CallInput.Init informed(CallInput.Init init) {
            Call intended = init.call();
            Pipeline asks = ledger.pipeline();
            ledger.lockPair(asks, intended.from(), intended.to());
            Pipeline.Answer<CallState> back = ledger.ringing(asks, intended.to(), intended.from());
            Pipeline.Answer<Ledger.Around> around = ledger.around(asks, intended);
            Pipeline.Answer<Policies.Found> policy = policies.found(asks, intended.to(), intended.from());
            CallLimits.Lately lately = limits.lately(asks, intended.from(), intended.to(), now);
            asks.run();
            CallId crosses = crossing(back.first());
            Ledger.Around obstacles = around.single();
            Call call = intended.screened(
                    policies.screen(policy.single(), intended.to(), intended.from(), now), obstacles.waiting(crosses));
            ErrorCode refused = obstacles.departed()
                    ? ErrorCode.ACCOUNT_DELETED
                    : init.obstacles().refused();
            boolean free = refused == null && !obstacles.used() && obstacles.engaged() == null;
            long wait = free ? limits.take(writes, lately, now) : 0;
            return init.with(
                    call, new CallInput.Obstacles(refused, obstacles.used(), obstacles.engaged(), wait), crosses);
        }

        /** @param back the call that the callee has placed to the caller, while it rings */
        private @Nullable CallId crossing(@Nullable CallState back) {
            return back instanceof Ringing ringing
                            && ringing.call().rings()
                            && now < ringing.call().expiresAt()
                    ? ringing.call().id()
                    : null;
        }

        private void apply(CallState before, Transition transition) {
            if (!(transition.state() instanceof Known state)) {
                return;
            }
            long version = before instanceof Known known ? known.version() : 0;
            if (state.version() != version) {
                ledger.write(writes, state, version);
            }
            CallId call = state.call().id();
            for (Effect effect : transition.effects()) {
                write(call, effect);
            }
            if (before instanceof Ringing && state instanceof Ended ended && ended.reason() == EndReason.DECLINED) {
                // It counts the call that has just been declined.
                write();
                policies.declined(
                        state.call().to(), state.call().from(), state.call().known(), now);
            }
            if (state instanceof Ended && transition.effects().stream().anyMatch(Effect.Send.class::isInstance)) {
                owe();
                owed.expire(writes, call, now + OwedCalls.END_LIFE.toMillis());
            }
            if (!transition.effects().isEmpty()) {
                moved.add(new Transactions.Moved(before, state, transition.effects()));
            }
        }

        private void write(CallId call, Effect effect) {
            switch (effect) {
                case Effect.Send send -> owing.add(new OwedFrames.Owing(send.address(), send.device(), send.frame()));
                case Effect.Forget forget -> owed.forget(writes, List.of(received(call, forget)));
                case Effect.Engage engage -> engagements.engage(writes, engage.address(), engage.device(), call);
                case Effect.Release release -> engagements.release(writes, release.address(), release.device(), call);
                case Effect.Replace replace -> move(replace.call(), new CallInput.Replaced(replace.by()));
                case Effect.Cross cross -> move(cross.call(), new CallInput.Crossed(call));
                case Effect.Merge merge -> move(merge.call(), new CallInput.Merged(call));
                case Effect.Publish(CallEvent event) ->
                    outbox.add(
                            writes, call, Topics.CALLS_EVENTS, name(call, event.version(), event), event.at(), event);
                case Effect.Conclude conclude ->
                    outbox.add(
                            writes,
                            call,
                            Topics.CALLS_RECORDS,
                            Uuids.named(call + "/record"),
                            conclude.record().endedAt(),
                            conclude.record());
                case Effect.Leave leave ->
                    outbox.add(
                            writes,
                            leave.conversation(),
                            Topics.CHAT_COMMANDS,
                            Uuids.named(call + "/missed"),
                            leave.missed().at(),
                            leave.missed());
                case Effect.Measure measure ->
                    outbox.add(
                            writes,
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
        private void move(CallId call, CallInput.Tick tick) {
            CallState state = ledger.read(call);
            var unused = take(state, tick);
        }
    }

    private static UUID name(CallId call, long version, Event event) {
        return Uuids.named(call + "/" + version + "/" + EventCodec.typeOf(event.getClass()));
    }
}
