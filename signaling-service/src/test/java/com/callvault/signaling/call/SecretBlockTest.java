package com.callvault.signaling.call;

import static com.callvault.signaling.call.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.MissedCall;
import com.callvault.common.event.PolicyDecision.Outcome;
import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.policy.Decision;
import com.callvault.signaling.policy.Screening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 7: to its caller a call that is stopped in secret is, to the millisecond, one that nobody answers. */
class SecretBlockTest {
    private static final CallMachine MACHINE = new CallMachine(TIMING);

    /** What a caller may try in order to find out, by when they try it, ms after the call was placed. */
    record Attempt(String name, Map<Long, CallInput> inputs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attempt> attempts() {
        CallInput.Ack ack = new CallInput.Ack(BY_DESK, 1);
        CallInput.Signal offer = new CallInput.Signal(BY_DESK, offer(1));
        return Stream.of(
                new Attempt("waits", Map.of()),
                new Attempt(
                        "acknowledges, offers, offers anew",
                        Map.of(
                                20L,
                                ack,
                                90L,
                                offer,
                                200L,
                                new CallInput.Signal(BY_DESK, ice(1)),
                                9000L,
                                new CallInput.Signal(BY_DESK, offer(2)))),
                new Attempt("hangs up", Map.of(20L, ack, 7000L, new CallInput.End(BY_DESK, EndReason.COMPLETED))),
                new Attempt(
                        "asks for what is the callee's",
                        Map.of(
                                100L, new CallInput.DeviceRinging(BY_DESK),
                                200L, new CallInput.Accept(BY_DESK, "acceptance", "hash", null, null),
                                300L, new CallInput.Reject(BY_DESK, ClientFrame.CallReject.Reason.DECLINED),
                                400L, new CallInput.Signal(BY_DESK, answer(1)))),
                new Attempt(
                        "reports and repeats",
                        Map.of(
                                100L,
                                        new CallInput.Report(
                                                BY_DESK, new UUID(0, 1), "media", Map.of(), false, MediaFacts.NONE),
                                200L, new CallInput.Init(BY_DESK, call(), CallInput.Obstacles.NONE, null),
                                50_000L,
                                        new CallInput.Report(
                                                BY_DESK, new UUID(0, 2), "failed", Map.of(), null, MediaFacts.NONE))),
                new Attempt("takes another call instead", Map.of(4000L, new CallInput.Replaced(ANN))));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void aBlockedContactSeesACallThatNobodyAnswers(Attempt attempt) {
        List<String> unanswered = seen(attempt, new Screening(true, true, Decision.Ring.USUAL));
        assertThat(unanswered).anyMatch(line -> line.contains("trying"));
        assertThat(seen(attempt, new Screening(true, false, new Decision.Block(Reason.BLOCKED))))
                .isEqualTo(unanswered);
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void toAStrangerEveryRefusalIsACallThatNobodyAnswers(Attempt attempt) {
        List<String> unanswered = seen(attempt, new Screening(false, false, Decision.Ring.USUAL));
        for (Decision decision : List.of(
                new Decision.Ring(Reason.UNKNOWN_CALLER, true),
                new Decision.Block(Reason.BLOCKED),
                new Decision.Refuse(Reason.DO_NOT_DISTURB, null),
                new Decision.Refuse(Reason.OUTSIDE_HOURS, "Back at nine"),
                new Decision.Refuse(Reason.UNKNOWN_CALLER, null))) {
            assertThat(seen(attempt, new Screening(false, false, decision)))
                    .as(decision.toString())
                    .isEqualTo(unanswered);
        }
    }

    /** What anybody who may know is told at once, with the message. */
    @Test
    void whoMayKnowIsTold() {
        Transition refused =
                place(new Screening(true, true, new Decision.Refuse(Reason.OUTSIDE_HOURS, "Back at nine")));
        assertThat(refused.effects())
                .filteredOn(Effect.Send.class::isInstance)
                .singleElement()
                .satisfies(effect -> assertThat(((Effect.Send) effect).frame())
                        .isInstanceOfSatisfying(ServerFrame.CallEnded.class, end -> {
                            assertThat(end.reason()).isEqualTo(EndReason.OUTSIDE_HOURS);
                            assertThat(end.message()).isEqualTo("Back at nine");
                        }));
    }

    @Test
    void theEventAndTheRecordSayWhatThePolicyDid() {
        CallState state = place(new Screening(true, false, new Decision.Block(Reason.BLOCKED)))
                .state();
        Transition over = MACHINE.next(state, new CallInput.RingTimeout(), EXPIRES_AT);
        assertThat(over.effects())
                .filteredOn(Effect.Conclude.class::isInstance)
                .singleElement()
                .satisfies(effect -> {
                    var record = ((Effect.Conclude) effect).record();
                    assertThat(record.policy())
                            .isNotNull()
                            .extracting("outcome")
                            .isEqualTo(Outcome.BLOCK);
                    assertThat(record.reason()).isEqualTo(EndReason.NO_ANSWER);
                });
    }

    @Test
    void aSilentCallIsShownAsOne() {
        Call silent = call(new Decision.Ring(Reason.UNKNOWN_CALLER, true), false);
        CallState state = MACHINE.next(
                        new CallState.None(),
                        new CallInput.Init(BY_DESK, silent, CallInput.Obstacles.NONE, null),
                        PLACED_AT)
                .state();
        assertThat(Notices.ring((CallState.Ringing) state, PLACED_AT).silent()).isTrue();
        assertThat(Notices.ring(ringing(), PLACED_AT).silent()).isNull();
        assertThat(MACHINE.next(state, new CallInput.PushDue(CallEvent.PushRequested.Cause.NO_ROUTE), PLACED_AT)
                        .effects())
                .singleElement()
                .satisfies(effect -> assertThat(((CallEvent.PushRequested) ((Effect.Publish) effect).event()).silent())
                        .isTrue());
    }

    private static Transition place(Screening screening) {
        return MACHINE.next(
                new CallState.None(),
                new CallInput.Init(BY_DESK, call().screened(screening, false), CallInput.Obstacles.NONE, null),
                PLACED_AT);
    }

    /** All that comes back to the caller, with its time: frames, answers, what a reload shows, and the history. */
    private static List<String> seen(Attempt attempt, Screening screening) {
        List<String> seen = new ArrayList<>();
        Transition placed = place(screening);
        CallState state = tell(placed, PLACED_AT, seen);
        TreeMap<Long, CallInput> inputs = new TreeMap<>();
        attempt.inputs().forEach((after, input) -> inputs.put(PLACED_AT + after, input));
        // Every moment at which one of them could do anything, for both the same.
        for (long now = PLACED_AT; now <= EXPIRES_AT + 10_000; now += 10) {
            @Nullable CallInput input = inputs.get(now);
            if (input != null) {
                Transition transition = MACHINE.next(state, input, now);
                seen.add(now + " answer " + transition.refusal());
                state = tell(transition, now, seen);
            }
            Long due = CallState.dueAt(state);
            if (due == null || due > now) {
                continue;
            }
            for (CallInput tick : List.of(
                    new CallInput.RingTimeout(),
                    new CallInput.RingDue(),
                    new CallInput.PushDue(CallEvent.PushRequested.Cause.UNACKNOWLEDGED),
                    new CallInput.SettleDue())) {
                state = tell(MACHINE.next(state, tick, now), now, seen);
            }
        }
        if (state instanceof CallState.Ended ended) {
            seen.add("history " + Notices.asCallerReads(ended.call(), ended.reason()) + " " + ended.endedAt());
        }
        return seen;
    }

    private static CallState tell(Transition transition, long now, List<String> seen) {
        CallState state = transition.state();
        for (Effect effect : transition.effects()) {
            switch (effect) {
                case Effect.Send send
                when send.address().equals(ANN) -> seen.add(now + " frame " + FrameCodec.encode(send.frame()));
                case Effect.Engage engage when engage.address().equals(ANN) -> seen.add(now + " engaged");
                case Effect.Release release when release.address().equals(ANN) -> seen.add(now + " released");
                case Effect.Leave(MissedCall missed) ->
                    seen.add(now + " conversation " + missed.call() + " " + missed.media() + " " + missed.at());
                case Effect.Remember remember ->
                    seen.add(now + " reload " + Notices.snapshot(state, ServerFrame.Role.CALLER));
                default -> {}
            }
        }
        return state;
    }
}
