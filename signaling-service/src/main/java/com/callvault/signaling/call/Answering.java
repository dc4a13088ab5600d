package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device of the callee has the ring, sounds it, answers. */
final class Answering {
    private Answering() {}

    static Transition deviceRinging(CallState state, Sender sender, long now) {
        return switch (state) {
            case None none -> Transition.refuse(none, ErrorCode.NO_SUCH_CALL);
            case Ringing ringing ->
                switch (Who.of(ringing, sender)) {
                    case OTHER_OF_CALLEE, ANSWERING_DEVICE -> sounds(ringing, sender.device(), now);
                    case CALLING_DEVICE, OTHER_OF_CALLER, STRANGER -> Transition.refuse(ringing, ErrorCode.BAD_STATE);
                };
            case Active active -> tooLate(active, sender, null);
            case Ended ended -> tooLate(ended, sender, null);
        };
    }

    private static Transition sounds(Ringing ringing, DeviceId device, long now) {
        Call call = ringing.call();
        Effect forget = new Effect.Forget(call.to(), device, Notices.RING_N);
        if (ringing.rangAt() != null) {
            return Transition.to(ringing.withHeard(device), List.of(forget));
        }
        Participant caller = call.open() ? ringing.caller().sent(1) : ringing.caller();
        Ringing sounding = ringing.sounding(caller, device, now);
        List<Effect> effects = new ArrayList<>();
        effects.add(forget);
        if (call.open()) {
            effects.add(Notices.progress(call, caller, ServerFrame.CallProgress.State.RINGING));
        }
        effects.add(new Effect.Publish(new CallEvent.Ringing(call.id(), sounding.version(), now, call.to(), device)));
        return Transition.to(sounding, effects);
    }

    static Transition accept(CallState state, CallInput.Accept accept, long now, Timing timing) {
        Sender sender = accept.sender();
        return switch (state) {
            case None none -> Transition.refuse(none, ErrorCode.NO_SUCH_CALL);
            case Ringing ringing ->
                switch (Who.of(ringing, sender)) {
                    case OTHER_OF_CALLEE, ANSWERING_DEVICE -> answer(ringing, accept, now, timing);
                    case CALLING_DEVICE, OTHER_OF_CALLER, STRANGER -> Transition.refuse(ringing, ErrorCode.BAD_STATE);
                };
            case Active active -> tooLate(active, sender, ErrorCode.ALREADY_ANSWERED);
            case Ended ended -> tooLate(ended, sender, ErrorCode.CALL_OVER);
        };
    }

    private static Transition answer(Ringing ringing, CallInput.Accept accept, long now, Timing timing) {
        Call call = ringing.call();
        if (!accept.intentHash().equals(call.intentHash())) {
            return Transition.refuse(ringing, ErrorCode.BAD_SIGNATURE);
        }
        List<Effect> effects = new ArrayList<>();
        if (accept.engagedIn() != null && !accept.engagedIn().equals(call.id())) {
            if (!accept.engagedIn().equals(accept.replaces())) {
                return Transition.refuse(ringing, ErrorCode.DEVICE_BUSY);
            }
            effects.add(new Effect.Replace(accept.engagedIn(), call.to()));
        }
        DeviceId device = accept.sender().device();
        effects.add(new Effect.Engage(call.to(), device));
        effects.add(new Effect.Forget(call.to(), device, Notices.RING_N));
        Participant caller = ringing.caller().sent(1);
        effects.add(Notices.toCaller(
                call, new ServerFrame.CallAccepted(call.id(), caller.n(), call.to(), device, accept.acceptance())));
        Participant callee = new Participant(device, Notices.RING_N, Notices.RING_N, false, null);
        long gen = 0;
        for (ClientFrame.Signal held : ringing.held()) {
            callee = callee.sent(1);
            gen = Math.max(gen, held.gen());
            effects.add(new Effect.Send(call.to(), device, Signals.passOn(call.id(), call.from(), callee.n(), held)));
        }
        Active active = new Active(
                call,
                ringing.version() + 1,
                caller,
                callee,
                CallState.with(ringing.heard(), device),
                ringing.rangAt(),
                accept.acceptance(),
                now,
                gen,
                now + timing.look().toMillis(),
                null,
                now + timing.settle().toMillis());
        for (DeviceId other : ringing.heard()) {
            if (!other.equals(device)) {
                effects.add(tellTheEnd(active, other));
            }
        }
        // Nothing may be held for the device that answered, and it may be loaded anew before anything is.
        effects.add(new Effect.Remember());
        effects.add(new Effect.Settle());
        effects.add(new Effect.Publish(new CallEvent.Accepted(call.id(), active.version(), now, device)));
        return Transition.to(active, effects);
    }

    /** For who asks about a call that it cannot have any more: what its screen shows has to end. */
    static Transition tooLate(Known known, Sender sender, @Nullable ErrorCode refusal) {
        Transition.@Nullable Refusal refused = refusal == null ? null : new Transition.Refusal(refusal, 0);
        return switch (Who.of(known, sender)) {
            case OTHER_OF_CALLEE ->
                new Transition(
                        known,
                        sender.device().equals(Notices.toldByItself(known))
                                ? List.of()
                                : List.of(
                                        new Effect.Forget(known.call().to(), sender.device(), Notices.RING_N),
                                        tellTheEnd(known, sender.device())),
                        refused);
            case ANSWERING_DEVICE -> new Transition(known, List.of(), known instanceof Ended ? refused : null);
            case CALLING_DEVICE, OTHER_OF_CALLER, STRANGER ->
                Transition.refuse(known, known instanceof Ended ? ErrorCode.CALL_OVER : ErrorCode.BAD_STATE);
        };
    }

    /** To a device that takes no part. */
    static Effect tellTheEnd(Known known, DeviceId device) {
        ServerFrame.CallEnded end = Notices.endForOthers(known);
        if (end == null) {
            throw new IllegalStateException("the call still rings");
        }
        return new Effect.Send(known.call().to(), device, end);
    }
}
