package com.callvault.signaling.call;

import static com.callvault.signaling.call.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.CallRecord;
import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireLimits;
import com.callvault.signaling.policy.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table of states does not say: times, limits, and who may know what. */
class CallMachineTest {
    private static final long GRACE = TIMING.grace().toMillis();
    private final CallMachine machine = new CallMachine(TIMING);

    static Stream<CallInput> tooEarly() {
        return Stream.of(
                new CallInput.RingTimeout(),
                new CallInput.RingDue(),
                new CallInput.Looked(false, false, true),
                new CallInput.SettleDue());
    }

    /** Two instances may sweep the same moment: the second does nothing. */
    @ParameterizedTest
    @MethodSource("tooEarly")
    void aMomentThatIsNotThereYetDoesNothing(CallInput moment) {
        for (CallState state : List.of(unheard(), ringing(), active(), unanswered(), answered())) {
            Transition transition = machine.next(state, moment, PLACED_AT + 1000);
            assertThat(transition.state()).isSameAs(state);
            assertThat(transition.effects()).isEmpty();
        }
    }

    @Test
    void theRingIsOwedAgainAtThePausesOfTheProtocol() {
        CallState state = unheard();
        long now = PLACED_AT + 1500;
        for (long pause : List.of(2000L, 4000L, 8000L, 8000L)) {
            Transition due = machine.next(state, new CallInput.RingDue(), now);
            assertThat(due.effects()).contains(new Effect.Ring());
            state = due.state();
            assertThat(((CallState.Ringing) state).ringAgainAt()).isEqualTo(now + pause);
            now += pause;
        }
    }

    @Test
    void whoHasTheRingIsToldTheEnd() {
        assertThat(toldTheEnd(new CallInput.End(BY_DESK, EndReason.COMPLETED), PLACED_AT + 2000))
                .containsOnly(Map.entry(PHONE, EndReason.CANCELLED), Map.entry(TABLET, EndReason.CANCELLED));
        assertThat(toldTheEnd(new CallInput.RingTimeout(), EXPIRES_AT))
                .containsOnly(Map.entry(PHONE, EndReason.MISSED), Map.entry(TABLET, EndReason.MISSED));
        var declined = new CallInput.Reject(BY_PHONE, ClientFrame.CallReject.Reason.DECLINED);
        assertThat(toldTheEnd(declined, PLACED_AT + 2000))
                .containsOnly(Map.entry(PHONE, EndReason.DECLINED), Map.entry(TABLET, EndReason.DECLINED_ELSEWHERE));
    }

    /** Which of the callee's devices is told what, when this happens while the phone and the tablet ring. */
    private Map<DeviceId, EndReason> toldTheEnd(CallInput input, long now) {
        Map<DeviceId, EndReason> told = new HashMap<>();
        for (Effect effect : machine.next(ringing(), input, now).effects()) {
            if (effect instanceof Effect.Send(Address to, DeviceId device, ServerFrame.CallEnded end)
                    && to.equals(BOB)) {
                told.put(device, end.reason());
            }
        }
        return told;
    }

    @Test
    void whatIsDueIsTheEarliestMoment() {
        CallState placed = machine.next(
                        new CallState.None(),
                        new CallInput.Init(BY_DESK, call(), CallInput.Obstacles.NONE, null),
                        PLACED_AT)
                .state();
        assertThat(CallState.dueAt(placed)).isEqualTo(PLACED_AT + 500);
        CallState again =
                machine.next(placed, new CallInput.RingDue(), PLACED_AT + 500).state();
        assertThat(CallState.dueAt(again)).as("ring again, then push").isEqualTo(PLACED_AT + 1500);
        assertThat(CallState.dueAt(active())).isEqualTo(PLACED_AT + 2000);
        assertThat(CallState.dueAt(answered())).isNull();
    }

    @Test
    void theGraceBeginsWhenBothAreAwayAndRoutingIsWell() {
        CallState state = active().lookAgain(PLACED_AT + 5000, null);
        long away = PLACED_AT + 5000;
        state = machine.next(state, new CallInput.Looked(false, false, true), away)
                .state();
        assertThat(((CallState.Active) state).awaySince()).isEqualTo(away);
        state = machine.next(state, new CallInput.Looked(false, false, false), away + GRACE)
                .state();
        assertThat(state).as("an outage of routing ends no call").isInstanceOf(CallState.Active.class);
        assertThat(((CallState.Active) state).awaySince())
                .as("and counts for nobody")
                .isNull();
        long again = away + GRACE + 5000;
        state = machine.next(state, new CallInput.Looked(false, false, true), again)
                .state();
        CallState before = machine.next(state, new CallInput.Looked(false, false, true), again + GRACE - 1)
                .state();
        assertThat(before).isInstanceOf(CallState.Active.class);
        CallState over = machine.next(state, new CallInput.Looked(false, false, true), again + GRACE)
                .state();
        assertThat(over)
                .isInstanceOfSatisfying(
                        CallState.Ended.class,
                        ended -> assertThat(ended.reason()).isEqualTo(EndReason.LOST));
    }

    @Test
    void mediaThatFlowsIsNotCutAndMediaThatIsDeadIs() {
        CallState state = active().lookAgain(PLACED_AT + 5000, null);
        long now = PLACED_AT + 5000;
        CallInput oneAway = new CallInput.Looked(true, false, true);
        CallState flows = machine.next(state, oneAway, now).state();
        assertThat(((CallState.Active) flows).awaySince()).isNull();
        CallState dead = machine.next(
                        state,
                        new CallInput.Report(BY_DESK, new UUID(0, 1), "media", Map.of(), false, MediaFacts.NONE),
                        now)
                .state();
        dead = machine.next(dead, oneAway, now).state();
        assertThat(((CallState.Active) dead).awaySince()).isEqualTo(now);
        CallState back = machine.next(
                        dead,
                        new CallInput.Report(BY_DESK, new UUID(0, 2), "media", Map.of(), true, MediaFacts.NONE),
                        now + 1)
                .state();
        back = machine.next(back, oneAway, now + GRACE).state();
        assertThat(((CallState.Active) back).awaySince()).isNull();
        assertThat(machine.next(dead, oneAway, now + GRACE).state()).isInstanceOf(CallState.Ended.class);
    }

    /** A page that was loaded anew does not know that media had flowed, and one may lie: what both have told before decides. */
    @Test
    void whetherMediaEverFlowedIsForTheServerToSay() {
        CallState connected = told(active(), BY_PHONE, "connected", "{}");
        for (EndReason said : List.of(EndReason.ICE_FAILED, EndReason.ICE_TIMEOUT)) {
            CallInput end = new CallInput.End(BY_DESK, said);
            assertThat(recorded(active(), end).reason()).isEqualTo(EndReason.ICE_FAILED);
            assertThat(recorded(connected, end).reason()).isEqualTo(EndReason.ICE_TIMEOUT);
        }
        assertThat(recorded(connected, new CallInput.End(BY_DESK, EndReason.COMPLETED))
                        .reason())
                .isEqualTo(EndReason.COMPLETED);
    }

    @Test
    void theRecordSaysHowMediaWent() {
        CallInput end = new CallInput.End(BY_DESK, EndReason.COMPLETED);
        assertThat(recorded(active(), end).path()).isNull();
        assertThat(recorded(active(), end).firstSoundMs()).isNull();
        CallState state = told(active(), BY_DESK, "connected", """
                {"local":"host","remote":"prflx","protocol":"udp"}""");
        assertThat(recorded(state, end).path()).isEqualTo(CallRecord.Path.DIRECT);
        state = told(state, BY_PHONE, "connected", """
                {"local":"relay","remote":"host","protocol":"udp","relayProtocol":"tcp"}""");
        assertThat(recorded(state, end).path())
                .as("one of the two knows that it is relayed")
                .isEqualTo(CallRecord.Path.RELAY);
        state = told(state, BY_DESK, "media", "{\"flowing\":true,\"firstSoundMs\":240}");
        state = told(state, BY_PHONE, "media", "{\"flowing\":true,\"firstSoundMs\":310}");
        state = told(state, BY_PHONE, "media", "{\"flowing\":true,\"firstSoundMs\":9000}");
        assertThat(recorded(state, end).firstSoundMs()).isEqualTo(310);
    }

    private CallState told(CallState state, CallInput.Sender by, String event, String details) {
        return machine.next(state, Fixtures.report(by, event, details), PLACED_AT + 2000)
                .state();
    }

    private CallRecord recorded(CallState state, CallInput input) {
        return machine.next(state, input, PLACED_AT + 9000).effects().stream()
                .filter(Effect.Conclude.class::isInstance)
                .map(each -> ((Effect.Conclude) each).record())
                .findAny()
                .orElseThrow();
    }

    @Test
    void whatADeviceHasNotReadIsBounded() {
        CallState state = active();
        for (int i = 0; i < WireLimits.SIGNALS_KEPT_PER_DEVICE; i++) {
            Transition passed = machine.next(state, new CallInput.Signal(BY_DESK, ice(1)), PLACED_AT);
            assertThat(passed.refusal()).isNull();
            state = passed.state();
        }
        Transition oneMore = machine.next(state, new CallInput.Signal(BY_DESK, ice(1)), PLACED_AT);
        assertThat(oneMore.refusal()).isNotNull();
        assertThat(oneMore.refusal().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        CallState read =
                machine.next(state, new CallInput.Ack(BY_PHONE, 4), PLACED_AT).state();
        assertThat(machine.next(read, new CallInput.Signal(BY_DESK, ice(1)), PLACED_AT)
                        .refusal())
                .isNull();
    }

    @Test
    void whoTheCalleeIsNotOpenToSeesTryingAndNoAnswer() {
        Call closed = call(Decision.Ring.USUAL, false);
        CallState state = machine.next(
                        new CallState.None(),
                        new CallInput.Init(BY_DESK, closed, CallInput.Obstacles.NONE, null),
                        PLACED_AT)
                .state();
        Transition rings = machine.next(state, new CallInput.DeviceRinging(BY_PHONE), PLACED_AT);
        assertThat(rings.effects()).noneMatch(Effect.Send.class::isInstance);
        Transition declined = machine.next(
                rings.state(), new CallInput.Reject(BY_PHONE, ClientFrame.CallReject.Reason.BUSY), PLACED_AT);
        assertThat(declined.effects())
                .filteredOn(effect ->
                        effect instanceof Effect.Send send && send.device().equals(DESK))
                .singleElement()
                .satisfies(effect -> assertThat(((ServerFrame.CallEnded) ((Effect.Send) effect).frame()).reason())
                        .isEqualTo(EndReason.NO_ANSWER));
        assertThat(declined.effects())
                .filteredOn(Effect.Conclude.class::isInstance)
                .singleElement()
                .satisfies(effect ->
                        assertThat(((Effect.Conclude) effect).record().reason()).isEqualTo(EndReason.BUSY));
    }

    /** Of a call that the caller believes nobody has noticed, and the callee did or must not, the caller alone has the trace. */
    @Test
    void whatIsLeftInTheConversationGoesByWhatEachOfTheTwoKnows() {
        var declined = new CallInput.Reject(BY_PHONE, ClientFrame.CallReject.Reason.DECLINED);
        var busy = new CallInput.Reject(BY_PHONE, ClientFrame.CallReject.Reason.BUSY);
        var cancelled = new CallInput.End(BY_DESK, EndReason.COMPLETED);
        Decision usual = Decision.Ring.USUAL;
        assertThat(leftBy(call(usual, true), cancelled)).isEqualTo("both");
        assertThat(leftBy(call(usual, true), busy)).isEqualTo("both");
        assertThat(leftBy(call(usual, true), declined)).isEqualTo("nobody");
        assertThat(leftBy(call(usual, true), new CallInput.Merged(ANOTHER_CALL)))
                .isEqualTo("nobody");
        assertThat(leftBy(call(usual, false), declined)).isEqualTo("the caller");
        assertThat(leftBy(call(usual, false), busy)).isEqualTo("both");
        var never = new Decision.Refuse(Reason.UNKNOWN_CALLER, null);
        assertThat(leftBy(call(never, false), cancelled)).isEqualTo("the caller");
        assertThat(leftBy(call(new Decision.Block(Reason.BLOCKED), false), cancelled))
                .isEqualTo("the caller");
        assertThat(leftBy(call(new Decision.Refuse(Reason.DO_NOT_DISTURB, null), false), cancelled))
                .isEqualTo("both");
    }

    /** Who finds a trace in their conversation after this call was placed and this was done. */
    private String leftBy(Call call, CallInput input) {
        CallState placed = machine.next(
                        new CallState.None(),
                        new CallInput.Init(BY_DESK, call, CallInput.Obstacles.NONE, null),
                        PLACED_AT)
                .state();
        return machine.next(placed, input, PLACED_AT + 1000).effects().stream()
                .filter(Effect.Leave.class::isInstance)
                .map(left -> ((Effect.Leave) left).missed().unseen() == null ? "both" : "the caller")
                .findAny()
                .orElse("nobody");
    }

    @Test
    void aPushIsAskedForOnce() {
        CallInput push = new CallInput.PushDue(CallEvent.PushRequested.Cause.NO_ROUTE);
        Transition first = machine.next(unheard(), push, PLACED_AT);
        assertThat(first.effects()).hasSize(1);
        assertThat(machine.next(first.state(), push, PLACED_AT).effects()).isEmpty();
        assertThat(machine.next(ringing(), push, PLACED_AT).effects())
                .as("a device has it")
                .isEmpty();
    }
}
