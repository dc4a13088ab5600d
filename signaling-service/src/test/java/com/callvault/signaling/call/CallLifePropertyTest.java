package com.callvault.signaling.call;

import static com.callvault.signaling.call.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.MissedCall;
import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallInput.Obstacles;
import com.callvault.signaling.call.CallInput.Sender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in whatever order things happen: seeded, so that a failure is a seed to start from. */
class CallLifePropertyTest {
    private static final int LIVES = 4000;
    private static final int STEPS = 60;
    private static final List<Sender> SENDERS =
            List.of(BY_DESK, BY_DESK, BY_DESK, BY_ANNS_OTHER, BY_PHONE, BY_PHONE, BY_TABLET, BY_LAPTOP, BY_EVE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverTheOrderThePromisesHold(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Map<String, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < LIVES; i++) {
            Life life = new Life(random);
            for (int step = 0; step < STEPS; step++) {
                life.step();
            }
            life.finish();
            outcomes.merge(life.outcome(), 1, Integer::sum);
        }
        // The generator reaches what it is to test.
        assertThat(outcomes.keySet())
                .contains(
                        "completed",
                        "ice_failed",
                        "ice_timeout",
                        "declined",
                        "cancelled",
                        "no_answer",
                        "lost",
                        "replaced",
                        "merged",
                        "never placed");
    }

    private static final class Life {
        private final CallMachine machine = new CallMachine(TIMING);
        private final RandomGenerator random;
        private CallState state = new CallState.None();
        private long now = PLACED_AT;
        private final List<EndReason> records = new ArrayList<>();
        private final Set<DeviceId> winners = new HashSet<>();
        private final Set<DeviceId> engaged = new HashSet<>();
        private final Map<DeviceId, Long> numbers = new HashMap<>();
        private final Set<DeviceId> told = new HashSet<>();
        private boolean missedOnce;

        Life(RandomGenerator random) {
            this.random = random;
        }

        void step() {
            now += random.nextInt(4) == 0 ? random.nextInt(40_000) : random.nextInt(800);
            apply(input(SENDERS.get(random.nextInt(SENDERS.size()))));
        }

        private CallInput input(Sender by) {
            return switch (random.nextInt(28)) {
                case 0, 1, 2 -> new CallInput.Init(BY_DESK, call(), Obstacles.NONE, null);
                case 3, 4 -> new CallInput.DeviceRinging(by);
                case 5, 6 -> new CallInput.Accept(by, "acceptance", "hash", null, null);
                case 7 -> new CallInput.Reject(by, ClientFrame.CallReject.Reason.DECLINED);
                case 8 -> new CallInput.End(by, random.nextBoolean() ? EndReason.COMPLETED : EndReason.ICE_FAILED);
                case 9, 10 -> new CallInput.Signal(by, offer(1 + random.nextInt(3)));
                case 11 -> new CallInput.Signal(by, answer(1));
                case 12, 13, 14 -> new CallInput.Signal(by, ice(1 + random.nextInt(3)));
                case 15, 16, 17 -> new CallInput.Ack(by, 1 + random.nextInt(6));
                case 18 ->
                    new CallInput.Report(by, new UUID(0, 1), "media", Map.of(), random.nextBoolean(), MediaFacts.NONE);
                case 26, 27 -> report(by, "connected", "{}");
                case 19 -> new CallInput.RingTimeout();
                case 20 -> new CallInput.RingDue();
                case 21 -> new CallInput.PushDue(CallEvent.PushRequested.Cause.UNACKNOWLEDGED);
                case 22, 23 -> new CallInput.Looked(random.nextBoolean(), random.nextBoolean(), random.nextInt(5) > 0);
                case 24 -> new CallInput.SettleDue();
                default ->
                    switch (random.nextInt(12)) {
                        case 0 -> new CallInput.Replaced(BOB);
                        case 1 -> new CallInput.Merged(ANOTHER_CALL);
                        case 2 -> new CallInput.Crossed(ANOTHER_CALL);
                        default -> new CallInput.Settled();
                    };
            };
        }

        private void apply(CallInput input) {
            CallState before = state;
            Transition transition = machine.next(before, input, now);
            state = transition.state();
            if (before instanceof CallState.Ended) {
                assertThat(state).as("what is over stays over").isInstanceOf(CallState.Ended.class);
            }
            for (Effect effect : transition.effects()) {
                switch (effect) {
                    case Effect.Send send -> sent(send);
                    case Effect.Conclude conclude ->
                        records.add(conclude.record().reason());
                    case Effect.Engage engage ->
                        assertThat(engaged.add(engage.device())).isTrue();
                    case Effect.Release release ->
                        assertThat(engaged.remove(release.device())).isTrue();
                    case Effect.Ring ring ->
                        assertThat(state).as("only what rings is rung").isInstanceOf(CallState.Ringing.class);
                    case Effect.Settle settle ->
                        assertThat(state)
                                .as("only what rings no more is settled")
                                .isNotInstanceOf(CallState.Ringing.class);
                    case Effect.Publish publish ->
                        assertThat(publish.event().version()).isEqualTo(version());
                    case Effect.Forget forget -> {}
                    case Effect.Replace replace -> {}
                    case Effect.Cross cross -> {}
                    case Effect.Merge merge -> {}
                    case Effect.Remember remember -> {}
                    case Effect.Measure measure -> {}
                    case Effect.Leave(MissedCall missed) -> {
                        assertThat(winners)
                                .as("what was answered was not missed")
                                .isEmpty();
                        assertThat(missedOnce).as("missed once").isFalse();
                        missedOnce = true;
                    }
                }
            }
            if (state instanceof CallState.Active active) {
                winners.add(active.callee().device());
            }
        }

        private void sent(Effect.Send send) {
            ServerFrame.CallNotice frame = send.frame();
            boolean media = frame instanceof ServerFrame.WebrtcOffer
                    || frame instanceof ServerFrame.WebrtcAnswer
                    || frame instanceof ServerFrame.WebrtcIce;
            if (media) {
                assertThat(state)
                        .as("no media before the call is accepted, and none after it")
                        .isInstanceOf(CallState.Active.class);
            }
            Address to = send.device().equals(DESK) ? ANN : BOB;
            assertThat(send.address()).isEqualTo(to);
            boolean other = to.equals(BOB) && !winners.contains(send.device()) && !isWinner(send.device());
            if (other) {
                // Its ring was 1, its end is 2, however often it has to be told.
                assertThat(frame).isInstanceOf(ServerFrame.CallEnded.class);
                assertThat(frame.n()).isEqualTo(2);
                told.add(send.device());
            } else {
                assertThat(told)
                        .as("a device whose call is over gets nothing more of it")
                        .doesNotContain(send.device());
                long last = numbers.getOrDefault(send.device(), to.equals(BOB) ? 1L : 0L);
                assertThat(frame.n()).as("n rises by one").isEqualTo(last + 1);
                numbers.put(send.device(), frame.n());
            }
        }

        private boolean isWinner(DeviceId device) {
            return state instanceof CallState.Active active
                    && active.callee().device().equals(device);
        }

        private long version() {
            return state instanceof CallState.Known known ? known.version() : 0;
        }

        /** Time alone ends every call: it rings out, or nobody is there any more. */
        void finish() {
            for (int i = 0; i < 20 && state instanceof CallState.Live; i++) {
                now += 60_000;
                apply(new CallInput.RingTimeout());
                apply(new CallInput.Looked(false, false, true));
            }
            if (state instanceof CallState.None) {
                assertThat(records).isEmpty();
            } else {
                assertThat(state).isInstanceOf(CallState.Ended.class);
                assertThat(records).as("exactly one record").hasSize(1);
            }
            assertThat(winners).as("one winner").hasSizeLessThanOrEqualTo(1);
            assertThat(engaged).as("nobody stays engaged").isEmpty();
        }

        String outcome() {
            return records.isEmpty() ? "never placed" : records.getFirst().wire();
        }
    }
}
