package com.callvault.signaling.call;

import com.callvault.common.event.CallQuality;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireLimits;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.None;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.signal.Signals;
import java.util.List;
import java.util.Optional;

/** What devices tell each other and the server while a call goes on: signals, acknowledgements, reports. */
final class Passing {
    /** When it is worth trying again after the other side had too much unread. */
    private static final long SOON_MS = 1000;

    private Passing() {}

    static Transition signal(CallState state, CallInput.Signal signal) {
        return switch (state) {
            case None none -> Transition.refuse(none, ErrorCode.NO_SUCH_CALL);
            case Ringing ringing ->
                switch (Who.of(ringing, signal.sender())) {
                    case CALLING_DEVICE -> hold(ringing, signal.frame());
                    case OTHER_OF_CALLEE, ANSWERING_DEVICE -> Transition.refuse(ringing, ErrorCode.BAD_STATE);
                    case OTHER_OF_CALLER, STRANGER -> Transition.refuse(ringing, ErrorCode.NOT_YOUR_CALL);
                };
            case Active active ->
                switch (Who.of(active, signal.sender())) {
                    case CALLING_DEVICE -> toCallee(active, signal.frame());
                    case ANSWERING_DEVICE -> toCaller(active, signal.frame());
                    case OTHER_OF_CALLER, OTHER_OF_CALLEE, STRANGER ->
                        Transition.refuse(active, ErrorCode.NOT_YOUR_CALL);
                };
            case Ended ended ->
                Transition.refuse(
                        ended, takesPart(ended, signal.sender()) ? ErrorCode.CALL_OVER : ErrorCode.NOT_YOUR_CALL);
        };
    }

    private static Transition hold(Ringing ringing, ClientFrame.Signal frame) {
        if (frame instanceof ClientFrame.WebrtcAnswer) {
            return Transition.refuse(ringing, ErrorCode.BAD_STATE);
        }
        Optional<List<ClientFrame.Signal>> held = Signals.hold(ringing.held(), frame);
        if (held.isEmpty()) {
            return Transition.later(ringing, ErrorCode.RATE_LIMITED, SOON_MS);
        }
        return Transition.to(ringing.withHeld(held.get()), List.of());
    }

    private static Transition toCallee(Active active, ClientFrame.Signal frame) {
        Call call = active.call();
        if (active.callee().unacknowledged() >= WireLimits.SIGNALS_KEPT_PER_DEVICE) {
            return Transition.later(active, ErrorCode.RATE_LIMITED, SOON_MS);
        }
        Participant callee = active.callee().sent(1);
        return Transition.to(
                active.passedOn(active.caller(), callee, frame.gen()),
                List.of(new Effect.Send(
                        call.to(), callee.device(), Signals.passOn(call.id(), call.from(), callee.n(), frame))));
    }

    private static Transition toCaller(Active active, ClientFrame.Signal frame) {
        Call call = active.call();
        if (active.caller().unacknowledged() >= WireLimits.SIGNALS_KEPT_PER_DEVICE) {
            return Transition.later(active, ErrorCode.RATE_LIMITED, SOON_MS);
        }
        Participant caller = active.caller().sent(1);
        return Transition.to(
                active.passedOn(caller, active.callee(), frame.gen()),
                List.of(Notices.toCaller(call, Signals.passOn(call.id(), call.to(), caller.n(), frame))));
    }

    static Transition ack(CallState state, CallInput.Ack ack) {
        Sender sender = ack.sender();
        if (!(state instanceof Known known)) {
            return Transition.refuse(state, ErrorCode.NO_SUCH_CALL);
        }
        long upTo = Math.min(ack.n(), Notices.highest(known, sender.device()));
        List<Effect> forget = List.of(new Effect.Forget(sender.address(), sender.device(), upTo));
        return switch (Who.of(known, sender)) {
            case CALLING_DEVICE ->
                switch (known) {
                    case Ringing ringing ->
                        Transition.to(ringing.withCaller(ringing.caller().acknowledged(ack.n())), forget);
                    case Active active ->
                        Transition.to(active.with(active.caller().acknowledged(ack.n()), active.callee()), forget);
                    case Ended ended -> Transition.to(ended, forget);
                };
            case ANSWERING_DEVICE ->
                switch (known) {
                    case Active active ->
                        Transition.to(
                                active.with(active.caller(), active.callee().acknowledged(ack.n())), forget);
                    case Ringing ringing -> Transition.to(ringing, forget);
                    case Ended ended -> Transition.to(ended, forget);
                };
            case OTHER_OF_CALLEE ->
                switch (known) {
                    case Ringing ringing -> Transition.to(ringing.withHeard(sender.device()), forget);
                    case Active active -> heardTooLate(active, ack, forget);
                    case Ended ended -> heardTooLate(ended, ack, forget);
                };
            case OTHER_OF_CALLER, STRANGER -> Transition.refuse(known, ErrorCode.NOT_YOUR_CALL);
        };
    }

    /** A device that only now says that it has the ring got it while the call ended: it must hear of the end as well. */
    private static Transition heardTooLate(Known known, CallInput.Ack ack, List<Effect> forget) {
        return ack.n() == Notices.RING_N && !known.heard().contains(ack.sender().device())
                ? Answering.tooLate(known, ack.sender(), null)
                : Transition.to(known, forget);
    }

    static Transition report(CallState state, CallInput.Report report, long now) {
        if (!(state instanceof Known known)) {
            return Transition.refuse(state, ErrorCode.NO_SUCH_CALL);
        }
        Sender sender = report.sender();
        if (!takesPart(known, sender)) {
            return Transition.refuse(known, ErrorCode.NOT_YOUR_CALL);
        }
        List<Effect> measure = List.of(new Effect.Measure(
                report.command(),
                new CallQuality(
                        known.call().id(), sender.address(), sender.device(), now, report.event(), report.details())));
        return Transition.to(known instanceof Active active ? remembering(active, report) : known, measure);
    }

    private static Active remembering(Active active, CallInput.Report report) {
        boolean byCaller = Who.of(active, report.sender()) == Who.CALLING_DEVICE;
        Participant by = (byCaller ? active.caller() : active.callee()).reported(report.flowing(), report.said());
        return active.with(byCaller ? by : active.caller(), byCaller ? active.callee() : by);
    }

    /** The two devices of a call that was answered; before that, the calling one and every one of the callee. */
    private static boolean takesPart(Known known, Sender sender) {
        return switch (Who.of(known, sender)) {
            case CALLING_DEVICE, ANSWERING_DEVICE -> true;
            case OTHER_OF_CALLEE -> Who.answered(known) == null;
            case OTHER_OF_CALLER, STRANGER -> false;
        };
    }
}
