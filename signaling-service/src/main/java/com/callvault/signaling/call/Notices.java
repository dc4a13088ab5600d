package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.CallRecord;
import com.callvault.common.event.MissedCall;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.policy.Decision;
import org.jspecify.annotations.Nullable;

/** What is said about a call, each a function of its state, so that a repeat says the same. */
public final class Notices {
    /** To a device of the callee the ring is 1, and the end of a call in which it takes no part 2. */
    static final long RING_N = 1;

    static final long END_N = 2;

    private Notices() {}

    /** The ring, as of {@code now}. Whose call {@code crossing} is answers by itself; to others it says nothing. */
    public static ServerFrame.CallIncoming ring(Ringing ringing, long now) {
        Call call = ringing.call();
        return new ServerFrame.CallIncoming(
                        call.id(),
                        RING_N,
                        call.from(),
                        call.intent(),
                        call.media(),
                        call.name(),
                        call.known(),
                        call.waiting(),
                        ringing.crossing(),
                        0,
                        call.expiresAt(),
                        silent(call))
                .withRemaining(now);
    }

    /** True where the call is to be shown and not sounded; else null. */
    static @Nullable Boolean silent(Call call) {
        boolean silent = call.decision() instanceof Decision.Ring ring && ring.silently();
        return silent ? Boolean.TRUE : null;
    }

    /** What a device of the callee that takes no part is told; null while the call rings. */
    public static ServerFrame.@Nullable CallEnded endForOthers(Known known) {
        EndReason reason = switch (known) {
            case Ringing ringing -> null;
            case Active active -> EndReason.ANSWERED_ELSEWHERE;
            case Ended ended -> forOthers(ended);
        };
        return reason == null
                ? null
                : new ServerFrame.CallEnded(
                        known.call().id(), END_N, reason, known.call().from(), null, null, null, into(known));
    }

    private static @Nullable CallId into(Known known) {
        return known instanceof Ended ended ? ended.into() : null;
    }

    /** The device of the callee that is told the end in a frame of its own; null where none is. */
    public static @Nullable DeviceId toldByItself(Known known) {
        return switch (known) {
            case Ringing ringing -> null;
            case Active active -> active.callee().device();
            case Ended ended -> ended.told();
        };
    }

    /** The highest {@code n} that a frame about this call to this device can have. */
    static long highest(Known known, DeviceId device) {
        Participant callee = switch (known) {
            case Ringing ringing -> null;
            case Active active -> active.callee();
            case Ended ended -> ended.callee();
        };
        if (callee != null && callee.device().equals(device)) {
            return callee.n();
        }
        if (known.call().device().equals(device)) {
            return known.caller().n();
        }
        return known instanceof Ringing ? RING_N : END_N;
    }

    private static EndReason forOthers(Ended ended) {
        if (ended.callee() != null) {
            return EndReason.ANSWERED_ELSEWHERE;
        }
        return switch (ended.reason()) {
            case DECLINED, BUSY -> EndReason.DECLINED_ELSEWHERE;
            case NO_ANSWER -> EndReason.MISSED;
            case REPLACED -> EndReason.CANCELLED;
            default -> ended.reason();
        };
    }

    static Effect toCaller(Call call, ServerFrame.CallNotice frame) {
        return new Effect.Send(call.from(), call.device(), frame);
    }

    static Effect progress(Call call, Participant caller, ServerFrame.CallProgress.State state) {
        return toCaller(call, new ServerFrame.CallProgress(call.id(), caller.n(), state));
    }

    static Effect endToCaller(Ended ended) {
        Call call = ended.call();
        return toCaller(
                call,
                new ServerFrame.CallEnded(
                        call.id(),
                        ended.caller().n(),
                        asCallerReads(call, ended.reason()),
                        call.to(),
                        ended.durationMs(),
                        null,
                        messageFor(ended),
                        ended.into()));
    }

    /** What the callee wants callers to be told; null where this one is told nothing. */
    private static @Nullable String messageFor(Ended ended) {
        if (ended.call().open() && ended.call().decision() instanceof Decision.Refuse refuse) {
            return refuse.message();
        }
        return null;
    }

    /** To those to whom the callee is not open, every end without an answer looks like nobody being there. */
    public static EndReason asCallerReads(Call call, EndReason reason) {
        boolean tells = switch (reason) {
            case DECLINED, BUSY, DO_NOT_DISTURB, OUTSIDE_HOURS, NOT_ALLOWED -> true;
            default -> false;
        };
        return tells && !call.open() ? EndReason.NO_ANSWER : reason;
    }

    /** In the callee's history, where it counts for the person and not for one device. */
    public static EndReason asCalleeReads(EndReason reason, boolean answered) {
        boolean missed = reason == EndReason.NO_ANSWER || reason == EndReason.FAILED;
        return missed && !answered ? EndReason.MISSED : reason;
    }

    /** To a device of the callee whose end is its own: it answered ({@code n} goes on), or it declined ({@code n} is 2). */
    static Effect endToCallee(Ended ended, DeviceId device, long n) {
        Call call = ended.call();
        return new Effect.Send(
                call.to(),
                device,
                new ServerFrame.CallEnded(
                        call.id(), n, ended.reason(), call.from(), ended.durationMs(), null, null, null));
    }

    static Effect.Publish event(Ended ended) {
        Call call = ended.call();
        return new Effect.Publish(new CallEvent.Ended(
                call.id(),
                ended.version(),
                ended.endedAt(),
                call.from(),
                call.to(),
                ended.reason(),
                ended.durationMs()));
    }

    static Effect.Conclude record(Ended ended) {
        Call call = ended.call();
        return new Effect.Conclude(new CallRecord(
                call.id(),
                call.from(),
                call.to(),
                call.media(),
                call.known(),
                call.device(),
                Who.answered(ended),
                call.placedAt(),
                ended.rangAt(),
                ended.answeredAt(),
                ended.endedAt(),
                ended.reason(),
                ended.endedBy(),
                ended.durationMs(),
                call.decision().told(),
                ended.path(),
                ended.firstSoundMs()));
    }

    /**
     * What an unanswered call leaves in the conversation of the two; null where nothing. It goes by what the caller reads: if one
     * that looks to them as if nobody had been there left nothing, that would tell them (promise 7). So a call of which the callee
     * is not to hear, or that they have declined, leaves what the caller alone sees (ADR 25).
     */
    static @Nullable MissedCall missed(Ended ended) {
        Call call = ended.call();
        boolean missed = switch (asCallerReads(call, ended.reason())) {
            case NO_ANSWER, CANCELLED, BUSY, DO_NOT_DISTURB, OUTSIDE_HOURS, REPLACED, FAILED -> true;
            default -> false;
        };
        if (!missed || ended.callee() != null) {
            return null;
        }
        boolean unseen = switch (call.decision()) {
            case Decision.Ring ring -> ended.reason() == EndReason.DECLINED;
            case Decision.Request request -> true;
            case Decision.Refuse refuse -> refuse.end() == EndReason.NOT_ALLOWED;
            case Decision.Block block -> true;
        };
        return new MissedCall(
                call.id(), call.from(), call.to(), call.media(), ended.endedAt(), unseen ? Boolean.TRUE : null);
    }

    /** What a device that takes part needs after a reload: null when it has nothing to come back to. */
    public static ServerFrame.@Nullable CallState snapshot(CallState state, ServerFrame.Role role) {
        return switch (state) {
            case CallState.None none -> null;
            case Ended ended -> null;
            case Ringing ringing ->
                role == ServerFrame.Role.CALLER
                        ? new ServerFrame.CallState(
                                ringing.call().id(),
                                ringing.caller().n(),
                                ServerFrame.CallStatus.RINGING,
                                role,
                                ringing.call().to(),
                                ringing.call().media(),
                                ringing.call().intent(),
                                null,
                                0,
                                ringing.call().placedAt())
                        : null;
            case Active active ->
                new ServerFrame.CallState(
                        active.call().id(),
                        role == ServerFrame.Role.CALLER
                                ? active.caller().n()
                                : active.callee().n(),
                        ServerFrame.CallStatus.ACTIVE,
                        role,
                        role == ServerFrame.Role.CALLER
                                ? active.call().to()
                                : active.call().from(),
                        active.call().media(),
                        active.call().intent(),
                        active.acceptance(),
                        active.gen(),
                        active.answeredAt());
        };
    }
}
