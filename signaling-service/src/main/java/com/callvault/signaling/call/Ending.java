package com.callvault.signaling.call;

import com.callvault.common.event.MissedCall;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Live;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every way in which a call ends, and who is told what: one record, one end for each device. */
final class Ending {
    private Ending() {}

    static Transition reject(CallState state, CallInput.Reject reject, long now, Timing timing) {
        Sender sender = reject.sender();
        EndReason reason = switch (reject.reason()) {
            case DECLINED -> EndReason.DECLINED;
            case BUSY -> EndReason.BUSY;
        };
        return switch (state) {
            case None none -> Transition.refuse(none, ErrorCode.NO_SUCH_CALL);
            case Ringing ringing ->
                switch (Who.of(ringing, sender)) {
                    case OTHER_OF_CALLEE, ANSWERING_DEVICE -> declined(ringing, reason, sender, now, timing);
                    case CALLING_DEVICE, OTHER_OF_CALLER, STRANGER -> Transition.refuse(ringing, ErrorCode.BAD_STATE);
                };
            case Active active ->
                switch (Who.of(active, sender)) {
                    case OTHER_OF_CALLEE -> Answering.tooLate(active, sender, ErrorCode.ALREADY_ANSWERED);
                    case CALLING_DEVICE, OTHER_OF_CALLER, ANSWERING_DEVICE, STRANGER ->
                        Transition.refuse(active, ErrorCode.BAD_STATE);
                };
            case Ended ended -> Transition.stay(ended);
        };
    }

    static Transition end(CallState state, CallInput.End end, long now, Timing timing) {
        Sender sender = end.sender();
        return switch (state) {
            case None none -> Transition.refuse(none, ErrorCode.NO_SUCH_CALL);
            case Ringing ringing ->
                switch (Who.of(ringing, sender)) {
                    case CALLING_DEVICE -> over(ringing, EndReason.CANCELLED, sender.address(), now, timing);
                    case OTHER_OF_CALLEE, ANSWERING_DEVICE ->
                        declined(ringing, EndReason.DECLINED, sender, now, timing);
                    case OTHER_OF_CALLER, STRANGER -> Transition.refuse(ringing, ErrorCode.NOT_YOUR_CALL);
                };
            case Active active ->
                switch (Who.of(active, sender)) {
                    case CALLING_DEVICE, ANSWERING_DEVICE ->
                        over(active, decided(active, end.reason()), sender.address(), now, timing);
                    case OTHER_OF_CALLER, OTHER_OF_CALLEE, STRANGER ->
                        Transition.refuse(active, ErrorCode.NOT_YOUR_CALL);
                };
            case Ended ended -> Transition.stay(ended);
        };
    }

    /** Whether media that failed had ever flowed is known to both devices together: one that was loaded anew may not know. */
    private static EndReason decided(Active active, EndReason said) {
        return switch (said) {
            case ICE_FAILED, ICE_TIMEOUT ->
                active.caller().facts().everConnected()
                                || active.callee().facts().everConnected()
                        ? EndReason.ICE_TIMEOUT
                        : EndReason.ICE_FAILED;
            default -> said;
        };
    }

    static Transition over(Live live, EndReason reason, @Nullable Address by, long now, Timing timing) {
        return switch (live) {
            case Ringing ringing -> unanswered(ringing, reason, by, null, null, now, timing);
            case Active active -> answered(active, reason, by, now);
        };
    }

    /** The callee calls the caller at the same moment, and that call goes on. */
    static Transition merged(Ringing ringing, CallId into, long now, Timing timing) {
        return unanswered(ringing, EndReason.MERGED, null, null, into, now, timing);
    }

    /** A device of the callee says no for all of them. */
    private static Transition declined(Ringing ringing, EndReason reason, Sender sender, long now, Timing timing) {
        return unanswered(ringing, reason, sender.address(), sender.device(), null, now, timing);
    }

    private static Transition unanswered(
            Ringing ringing,
            EndReason reason,
            @Nullable Address by,
            @Nullable DeviceId decliner,
            @Nullable CallId into,
            long now,
            Timing timing) {
        Call call = ringing.call();
        Ended ended = new Ended(
                call,
                ringing.version() + 1,
                ringing.caller().sent(1),
                null,
                decliner == null ? ringing.heard() : CallState.with(ringing.heard(), decliner),
                decliner,
                ringing.rangAt(),
                null,
                now,
                reason,
                by,
                call.rings() ? (Long) (now + timing.settle().toMillis()) : null,
                into);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Release(call.from(), call.device()));
        effects.add(Notices.endToCaller(ended));
        if (decliner != null) {
            effects.add(new Effect.Forget(call.to(), decliner, Notices.RING_N));
            effects.add(Notices.endToCallee(ended, decliner, Notices.END_N));
        }
        for (DeviceId other : ringing.heard()) {
            if (!other.equals(decliner)) {
                effects.add(Answering.tellTheEnd(ended, other));
            }
        }
        if (call.rings()) {
            effects.add(new Effect.Settle());
        }
        return concluded(ended, effects);
    }

    private static Transition answered(Active active, EndReason reason, @Nullable Address by, long now) {
        Call call = active.call();
        Participant callee = active.callee().sent(1);
        Ended ended = new Ended(
                call,
                active.version() + 1,
                active.caller().sent(1),
                callee,
                active.heard(),
                callee.device(),
                active.rangAt(),
                active.answeredAt(),
                now,
                reason,
                by,
                active.settleAt(),
                null);
        return concluded(
                ended,
                List.of(
                        new Effect.Release(call.from(), call.device()),
                        new Effect.Release(call.to(), callee.device()),
                        Notices.endToCaller(ended),
                        Notices.endToCallee(ended, callee.device(), callee.n())));
    }

    static Transition concluded(Ended ended, List<Effect> effects) {
        List<Effect> all = new ArrayList<>(effects);
        all.add(Notices.event(ended));
        all.add(Notices.record(ended));
        MissedCall missed = Notices.missed(ended);
        if (missed != null) {
            all.add(new Effect.Leave(missed));
        }
        return Transition.to(ended, all);
    }
}
