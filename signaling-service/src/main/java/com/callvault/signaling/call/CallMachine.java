package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.Live;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a call as a pure function. {@code docs/call-states.md} is its table, and the source of its test. Times are ms
 * since the epoch.
 */
public final class CallMachine {
    private final Timing timing;

    public CallMachine(Timing timing) {
        this.timing = timing;
    }

    public Transition next(CallState state, CallInput input, long now) {
        return switch (input) {
            case CallInput.Asked asked -> asked(state, asked, now);
            case CallInput.Tick tick -> tick(state, tick, now);
        };
    }

    private Transition asked(CallState state, CallInput.Asked asked, long now) {
        if (state instanceof Known known
                && !known.call().rings()
                && asked.sender().address().equals(known.call().to())) {
            // Their devices were never told of it, so to them there is no such call.
            return Transition.refuse(state, ErrorCode.NO_SUCH_CALL);
        }
        boolean foreign = state instanceof Known known && Who.of(known, asked.sender()) == Who.STRANGER;
        if (foreign && !(asked instanceof CallInput.Init)) {
            return Transition.refuse(state, ErrorCode.NOT_YOUR_CALL);
        }
        return switch (asked) {
            case CallInput.Init init -> init(state, init, now);
            case CallInput.DeviceRinging ringing -> Answering.deviceRinging(state, ringing.sender(), now);
            case CallInput.Accept accept -> Answering.accept(state, accept, now, timing);
            case CallInput.Reject reject -> Ending.reject(state, reject, now, timing);
            case CallInput.End end -> Ending.end(state, end, now, timing);
            case CallInput.Signal signal -> Passing.signal(state, signal);
            case CallInput.Ack ack -> Passing.ack(state, ack);
            case CallInput.Report report -> Passing.report(state, report, now);
        };
    }

    private Transition tick(CallState state, CallInput.Tick tick, long now) {
        return switch (tick) {
            case CallInput.RingTimeout timeout ->
                state instanceof Ringing ringing && now >= ringing.call().expiresAt()
                        ? Ending.over(ringing, ringing.call().decision().end(), null, now, timing)
                        : Transition.stay(state);
            case CallInput.RingDue due -> ringAgain(state, now);
            case CallInput.PushDue due -> push(state, due, now);
            case CallInput.Looked looked -> looked(state, looked, now);
            case CallInput.SettleDue due -> settleAgain(state, now);
            case CallInput.Settled settled -> settled(state);
            case CallInput.Crossed crossed ->
                state instanceof Ringing ringing
                        ? Transition.to(ringing.crossed(crossed.other()), List.of(new Effect.Ring()))
                        : Transition.stay(state);
            case CallInput.Merged merged ->
                state instanceof Ringing ringing
                        ? Ending.merged(ringing, merged.into(), now, timing)
                        : Transition.stay(state);
            case CallInput.Replaced replaced ->
                state instanceof Live live
                        ? Ending.over(live, EndReason.REPLACED, replaced.by(), now, timing)
                        : Transition.stay(state);
        };
    }

    private Transition init(CallState state, CallInput.Init init, long now) {
        return switch (state) {
            case None none -> place(none, init, now);
            case Known known ->
                known.call().intentHash().equals(init.call().intentHash())
                        ? Transition.stay(state)
                        : Transition.refuse(state, ErrorCode.CONFLICT);
        };
    }

    private Transition place(None none, CallInput.Init init, long now) {
        Call call = init.call();
        CallInput.Obstacles obstacles = init.obstacles();
        if (obstacles.refused() != null) {
            return Transition.refuse(none, obstacles.refused());
        }
        if (obstacles.intentUsed()) {
            return Transition.refuse(none, ErrorCode.STALE_INTENT);
        }
        if (obstacles.engagedIn() != null) {
            return Transition.refuse(none, ErrorCode.DEVICE_BUSY);
        }
        if (obstacles.retryAfterMs() > 0) {
            return Transition.later(none, ErrorCode.RATE_LIMITED, obstacles.retryAfterMs());
        }
        Participant caller = Participant.joined(call.device()).sent(1);
        Effect placed = new Effect.Publish(new CallEvent.Placed(
                call.id(),
                1,
                call.placedAt(),
                call.from(),
                call.device(),
                call.to(),
                call.media(),
                call.known(),
                call.expiresAt(),
                call.decision().told()));
        if (now >= call.expiresAt()) {
            // It lay in the broker for longer than it would have rung. It was accepted, so it has an outcome.
            Ended failed = new Ended(
                    call, 1, caller, null, Set.of(), null, null, null, now, EndReason.FAILED, null, null, null);
            return Ending.concluded(failed, List.of(placed, Notices.endToCaller(failed)));
        }
        return screened(init, caller, placed, now);
    }

    /** What the callee's policy makes of a call that is placed. */
    private Transition screened(CallInput.Init init, Participant caller, Effect placed, long now) {
        Call call = init.call();
        return switch (call.decision()) {
            case Decision.Ring ring -> ringing(call, caller, init.crosses(), placed, now);
            case Decision.Request request -> stopped(call, caller, placed, now);
            case Decision.Refuse refuse ->
                call.open() ? stopped(call, caller, placed, now) : unanswerable(call, caller, placed, now);
            case Decision.Block block -> unanswerable(call, caller, placed, now);
        };
    }

    /** It is over before it began, and the caller is told why. */
    private static Transition stopped(Call call, Participant caller, Effect placed, long now) {
        EndReason reason = call.decision().end();
        Ended ended = new Ended(call, 1, caller, null, Set.of(), null, null, null, now, reason, null, null, null);
        return Ending.concluded(ended, List.of(placed, Notices.endToCaller(ended)));
    }

    /** To its caller it is in every respect a call that rings and that nobody answers; no device is told of it. */
    private static Transition unanswerable(Call call, Participant caller, Effect placed, long now) {
        return Transition.to(
                new Ringing(call, 1, caller, Set.of(), null, 0, now + Timing.againAfterMs(0), null, List.of(), null),
                List.of(
                        new Effect.Engage(call.from(), call.device()),
                        Notices.progress(call, caller, ServerFrame.CallProgress.State.TRYING),
                        placed));
    }

    /** @param other the callee's own call to the caller, which rings there: of the two the lower id lives (PROTOCOL, "Crossing") */
    private Transition ringing(Call call, Participant caller, @Nullable CallId other, Effect placed, long now) {
        if (other != null && other.compareTo(call.id()) < 0) {
            Ended merged = new Ended(
                    call, 1, caller, null, Set.of(), null, null, null, now, EndReason.MERGED, null, null, other);
            return Ending.concluded(merged, List.of(placed, new Effect.Cross(other), Notices.endToCaller(merged)));
        }
        List<Effect> effects = new ArrayList<>();
        if (other != null) {
            // First, since it has the device that this one is to ring.
            effects.add(new Effect.Merge(other));
        }
        effects.add(new Effect.Engage(call.from(), call.device()));
        effects.add(new Effect.Ring());
        effects.add(Notices.progress(call, caller, ServerFrame.CallProgress.State.TRYING));
        effects.add(placed);
        return Transition.to(
                new Ringing(
                        call,
                        1,
                        caller,
                        Set.of(),
                        null,
                        0,
                        now + Timing.againAfterMs(0),
                        now + timing.push().toMillis(),
                        List.of(),
                        other),
                effects);
    }

    private static Transition ringAgain(CallState state, long now) {
        if (!(state instanceof Ringing ringing) || now < ringing.ringAgainAt()) {
            return Transition.stay(state);
        }
        int times = ringing.attempt() + 1;
        return Transition.to(
                ringing.again(times, now + Timing.againAfterMs(times)),
                ringing.call().rings()
                        ? List.of(new Effect.Ring(), new Effect.Remember())
                        : List.of(new Effect.Remember()));
    }

    private static Transition push(CallState state, CallInput.PushDue due, long now) {
        if (!(state instanceof Ringing ringing) || ringing.pushAt() == null) {
            return Transition.stay(state);
        }
        Call call = ringing.call();
        Ringing pushed = ringing.pushed();
        return Transition.to(
                pushed,
                List.of(new Effect.Publish(new CallEvent.PushRequested(
                        call.id(),
                        pushed.version(),
                        now,
                        call.from(),
                        call.to(),
                        call.media(),
                        call.name(),
                        due.cause(),
                        call.expiresAt(),
                        Notices.silent(call)))));
    }

    /** PROTOCOL, "Grace": a call whose media may still flow is not cut, and an outage of routing itself counts for nobody. */
    private Transition looked(CallState state, CallInput.Looked looked, long now) {
        if (!(state instanceof Active active) || now < active.lookAt()) {
            return Transition.stay(state);
        }
        boolean over = (!looked.callerHere() && !looked.calleeHere())
                || (!looked.callerHere() && active.callee().mediaDead())
                || (!looked.calleeHere() && active.caller().mediaDead());
        @Nullable Long since = null;
        if (over && looked.healthy()) {
            since = active.awaySince() == null ? Long.valueOf(now) : active.awaySince();
            if (now - since >= timing.grace().toMillis()) {
                return Ending.over(active, EndReason.LOST, null, now, timing);
            }
        }
        return Transition.to(active.lookAgain(now + timing.look().toMillis(), since), List.of(new Effect.Remember()));
    }

    private Transition settleAgain(CallState state, long now) {
        long next = now + timing.settle().toMillis();
        List<Effect> settle = List.of(new Effect.Settle());
        return switch (state) {
            case None none -> Transition.stay(none);
            case Ringing ringing -> Transition.stay(ringing);
            case Active active ->
                active.settleAt() == null || now < active.settleAt()
                        ? Transition.stay(active)
                        : Transition.to(active.settleAgain(next), settle);
            case Ended ended ->
                ended.settleAt() == null || now < ended.settleAt()
                        ? Transition.stay(ended)
                        : Transition.to(ended.settleAgain(next), settle);
        };
    }

    private static Transition settled(CallState state) {
        return switch (state) {
            case None none -> Transition.stay(none);
            case Ringing ringing -> Transition.stay(ringing);
            case Active active -> Transition.stay(active.settleAt() == null ? active : active.settleAgain(null));
            case Ended ended -> Transition.stay(ended.settleAt() == null ? ended : ended.settleAgain(null));
        };
    }
}
