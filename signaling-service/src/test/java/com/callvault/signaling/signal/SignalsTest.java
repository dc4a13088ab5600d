package com.callvault.signaling.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.WireLimits;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SignalsTest {
    private static final CallId CALL = new CallId(new UUID(0, 1));
    private static final Address BOB = TestIdentity.number(2).address();

    private static ClientFrame.Signal offer(long gen, String sdp) {
        return new ClientFrame.WebrtcOffer("r", CALL, BOB, gen, sdp, "proof");
    }

    private static ClientFrame.Signal ice(long gen, int number) {
        return new ClientFrame.WebrtcIce(
                "r",
                CALL,
                BOB,
                gen,
                List.of(JsonNodeFactory.instance.objectNode().put("candidate", "c" + number)));
    }

    private static List<ClientFrame.Signal> held(ClientFrame.Signal... signals) {
        List<ClientFrame.Signal> held = List.of();
        for (ClientFrame.Signal signal : signals) {
            held = Signals.hold(held, signal).orElseThrow();
        }
        return held;
    }

    private static List<String> told(List<ClientFrame.Signal> held) {
        return held.stream()
                .map(signal -> switch (signal) {
                    case ClientFrame.WebrtcOffer offer -> "offer " + offer.gen() + " " + offer.sdp();
                    case ClientFrame.WebrtcAnswer answer -> "answer " + answer.gen();
                    case ClientFrame.WebrtcIce ice ->
                        "ice " + ice.gen() + " "
                                + ice.candidates().getFirst().get("candidate").stringValue();
                })
                .toList();
    }

    @Test
    void theLatestOfferAndAllCandidatesOfItsGenerationAreHeld() {
        assertThat(told(held(offer(1, "a"), ice(1, 1), ice(1, 2), offer(1, "b"), ice(1, 3))))
                .containsExactly("offer 1 b", "ice 1 c1", "ice 1 c2", "ice 1 c3");
        assertThat(told(held(offer(1, "a"), ice(1, 1), offer(2, "b"), ice(1, 2), ice(2, 3))))
                .containsExactly("offer 2 b", "ice 2 c3");
        assertThat(told(held(offer(2, "b"), offer(1, "late")))).containsExactly("offer 2 b");
    }

    @Test
    void candidatesThatCameBeforeTheirOfferStandBehindIt() {
        assertThat(told(held(ice(1, 1), ice(2, 2), offer(2, "b")))).containsExactly("offer 2 b", "ice 2 c2");
    }

    @Test
    void theNumberAndTheSizeOfWhatIsHeldAreBounded() {
        List<ClientFrame.Signal> held = held(offer(1, "a"));
        for (int i = 1; i < WireLimits.SIGNALS_KEPT_PER_DEVICE; i++) {
            held = Signals.hold(held, ice(1, i)).orElseThrow();
        }
        assertThat(held).hasSize(64);
        assertThat(Signals.hold(held, ice(1, 64))).isEmpty();
        assertThat(Signals.hold(held, offer(2, "new")))
                .hasValueSatisfying(fresh -> assertThat(fresh).hasSize(1));
        String large = "x".repeat(Signals.HELD_CHARACTERS - 1000);
        assertThat(Signals.hold(held(ice(1, 1)), offer(1, large))).isPresent();
        assertThat(Signals.hold(held(ice(1, 1)), offer(1, large + "x".repeat(1000))))
                .isEmpty();
    }
}
