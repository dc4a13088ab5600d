package com.callvault.signaling.call;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.MediaKind;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.policy.Decision;
import com.callvault.signaling.policy.Screening;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bob is called by Ann from her desk; he has a phone, a tablet and a laptop. */
final class Fixtures {
    static final Address ANN = TestIdentity.number(1).address();
    static final Address BOB = TestIdentity.number(2).address();
    static final Address EVE = TestIdentity.number(3).address();
    static final DeviceId DESK = device(1);
    static final DeviceId ANNS_OTHER = device(2);
    static final DeviceId PHONE = device(11);
    static final DeviceId TABLET = device(12);
    static final DeviceId LAPTOP = device(13);
    static final DeviceId EVES = device(21);
    /** Made as the machine makes it: {@code Set.of} has another order in each JVM, and the order of frames follows it. */
    private static final Set<DeviceId> HEARD = CallState.with(CallState.with(Set.of(), PHONE), TABLET);

    static final CallId CALL = new CallId(new UUID(0x7000, 1));
    static final CallId LOWER_CALL = new CallId(new UUID(0x6000, 9));
    static final CallId ANOTHER_CALL = new CallId(new UUID(0x7000, 2));

    static final long PLACED_AT = 1_000_000;
    static final Timing TIMING = Timing.OF_THE_PROTOCOL;
    static final long EXPIRES_AT = PLACED_AT + TIMING.ring().toMillis();

    static final Sender BY_DESK = new Sender(ANN, DESK, BOB);
    static final Sender BY_ANNS_OTHER = new Sender(ANN, ANNS_OTHER, BOB);
    static final Sender BY_PHONE = new Sender(BOB, PHONE, ANN);
    static final Sender BY_TABLET = new Sender(BOB, TABLET, ANN);
    static final Sender BY_LAPTOP = new Sender(BOB, LAPTOP, ANN);
    static final Sender BY_EVE = new Sender(EVE, EVES, BOB);

    private Fixtures() {}

    static DeviceId device(int number) {
        return new DeviceId(new UUID(0x4000, number));
    }

    static Call call(String intentHash) {
        return new Call(
                CALL,
                ANN,
                DESK,
                BOB,
                MediaKind.VIDEO,
                "Ann",
                "intent",
                intentHash,
                "jti",
                true,
                true,
                PLACED_AT,
                EXPIRES_AT,
                Decision.Ring.USUAL,
                null);
    }

    /** The same call, of which Bob's policy says something. */
    static Call call(Decision decision, boolean open) {
        return call().screened(new Screening(open, open, decision), false);
    }

    static Call call() {
        return call("hash");
    }

    static ClientFrame.WebrtcOffer offer(long gen) {
        return new ClientFrame.WebrtcOffer("r", CALL, BOB, gen, "sdp " + gen, "proof");
    }

    static ClientFrame.WebrtcAnswer answer(long gen) {
        return new ClientFrame.WebrtcAnswer("r", CALL, ANN, gen, "sdp " + gen, "proof");
    }

    static ClientFrame.WebrtcIce ice(long gen) {
        return new ClientFrame.WebrtcIce("r", CALL, BOB, gen, List.of(JsonNodeFactory.instance.objectNode()));
    }

    /** @param details the frame's members beside {@code event}, as JSON */
    static CallInput.Report report(Sender by, String event, String details) {
        Map<String, JsonNode> members = new HashMap<>();
        Json.MAPPER.readTree(details).properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return new CallInput.Report(
                by,
                new UUID(0, 1),
                event,
                members,
                MediaReports.flowing(event, members),
                MediaReports.facts(event, members));
    }

    /** The phone and the tablet have the ring; an offer and candidates are held. */
    static CallState.Ringing ringing() {
        return ringing(HEARD, null);
    }

    /** No device has the ring yet. */
    static CallState.Ringing unheard() {
        return ringing(Set.of(), PLACED_AT + 1500);
    }

    private static CallState.Ringing ringing(Set<DeviceId> heard, @Nullable Long pushAt) {
        return new CallState.Ringing(
                call(),
                5,
                new Participant(DESK, 1, 1, false, null),
                heard,
                null,
                1,
                PLACED_AT + 1500,
                pushAt,
                List.of(offer(1), ice(1)),
                null);
    }

    /** The phone has answered. */
    static CallState.Active active() {
        return new CallState.Active(
                call(),
                6,
                new Participant(DESK, 3, 3, false, null),
                new Participant(PHONE, 3, 3, false, null),
                HEARD,
                PLACED_AT + 500,
                "acceptance",
                PLACED_AT + 1000,
                1,
                PLACED_AT + 6000,
                PLACED_AT + 6000,
                PLACED_AT + 2000);
    }

    /** Ann has cancelled. */
    static CallState.Ended unanswered() {
        return new CallState.Ended(
                call(),
                6,
                new Participant(DESK, 2, 1, false, null),
                null,
                HEARD,
                null,
                null,
                null,
                PLACED_AT + 9000,
                EndReason.CANCELLED,
                ANN,
                PLACED_AT + 10_000,
                null);
    }

    /** The phone had answered, and Ann has hung up. */
    static CallState.Ended answered() {
        return new CallState.Ended(
                call(),
                7,
                new Participant(DESK, 4, 3, false, null),
                new Participant(PHONE, 4, 3, false, null),
                HEARD,
                PHONE,
                PLACED_AT + 500,
                PLACED_AT + 1000,
                PLACED_AT + 9000,
                EndReason.COMPLETED,
                ANN,
                null,
                null);
    }
}
