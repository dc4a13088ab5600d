package com.callvault.signaling.call;

import com.callvault.common.id.CallId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.store.Pipeline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private final Steps steps;
    private final Clock clock;
    private final Counter conflicts;

    Transactions(TransactionTemplate transaction, Ledger ledger, Steps steps, Clock clock, MeterRegistry meters) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.steps = steps;
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
            Pipeline asks = ledger.pipeline();
            Pipeline.Answer<Ledger.Opened> opened = ledger.open(asks, command, call);
            asks.run();
            return switch (opened.single()) {
                case Ledger.Handled(@Nullable String reply) -> new Done(List.of(), null, reply);
                case Ledger.Open(CallState state) -> {
                    Steps.Step step = steps.at(clock.millis());
                    Done done = done(step.moved(), step.take(state, step.informed(state, asked)), re);
                    step.remember(command, done.reply());
                    step.write();
                    yield done;
                }
            };
        });
    }

    /** @param re what the sender calls the request; null when it wants no ok */
    record Acknowledgement(
            CallId call, CallInput.Ack ack, @Nullable String re) {}

    /**
     * Several in one transaction (ADR 28). A repeat of one does nothing by itself, and one that is lost with a crash is asked for
     * again by the frame that is sent again; so nobody remembers them, or waits for the disk.
     *
     * @return for each what came of it
     */
    List<Done> acknowledge(List<Acknowledgement> given) {
        return untilFirst(() -> {
            Pipeline asks = ledger.pipeline();
            asks.lightly();
            Pipeline.Answer<Known> read = ledger.read(
                    asks, given.stream().map(Acknowledgement::call).distinct().toList());
            asks.run();
            Map<CallId, Known> states = read.list().stream()
                    .collect(Collectors.toMap(state -> state.call().id(), state -> state));
            Steps.Step step = steps.at(clock.millis());
            List<Steps.Acknowledged> all = step.acknowledge(given, states);
            step.write();
            List<Done> done = new ArrayList<>(given.size());
            for (int i = 0; i < all.size(); i++) {
                Transition transition = all.get(i).transition();
                List<Moved> moved = transition.state() instanceof Known state
                                && !transition.effects().isEmpty()
                        ? List.of(new Moved(all.get(i).before(), state, transition.effects()))
                        : List.of();
                done.add(done(moved, transition, given.get(i).re()));
            }
            return done;
        });
    }

    /** Empty when nothing came of it, or another instance is at it. */
    List<Moved> tick(CallId call, CallInput.Tick tick) {
        return untilFirst(() -> {
            Pipeline asks = ledger.pipeline();
            if (tick instanceof CallInput.Settled) {
                // Lost with a crash, it is settled once more.
                asks.lightly();
            }
            Pipeline.Answer<CallState> taken = ledger.take(asks, call);
            asks.run();
            Steps.Step step = steps.at(clock.millis());
            CallState state = taken.first();
            if (state != null) {
                step.take(state, tick);
            }
            step.write();
            return step.moved();
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

    private static Done done(List<Moved> moved, Transition transition, @Nullable String re) {
        Transition.Refusal refusal = transition.refusal();
        return new Done(moved, refusal == null ? null : refusal.code(), reply(transition, re));
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
