package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.CallId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three devices of one person, two of them with keys of their own, on two nodes. */
@SuppressWarnings("NullAway.Init")
class SeveralDevicesIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static Service service;
    private static FakeGateway one;
    private static FakeGateway two;

    private final TestIdentity bob = TestIdentity.random(RANDOM);
    private final FakeDevice ann = FakeDevice.of(TestIdentity.random(RANDOM), one);
    private final FakeDevice desk = FakeDevice.of(bob, one);
    private final FakeDevice phone = FakeDevice.linked(bob, two);
    private final FakeDevice tablet = FakeDevice.linked(bob, two);
    private final CallId call = FakeDevice.newCall();

    @BeforeAll
    static void start() {
        service = Service.start(TestStores.shared().newDatabase(), Map.of());
        one = new FakeGateway();
        two = new FakeGateway();
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        service.close();
    }

    private String rings() {
        String intent = ann.calls(call, desk, "init");
        for (FakeDevice each : List.of(desk, phone, tablet)) {
            each.rings(call);
            each.acks(call, ann.address(), 1);
        }
        return intent;
    }

    @Test
    void allRingAndWhenOneAnswersTheOthersLearnThatItWasAnsweredElsewhere() {
        String intent = rings();
        phone.accepts(call, ann.address(), intent, "accept");
        phone.ok("accept");
        ServerFrame.CallAccepted accepted = ann.await(ServerFrame.CallAccepted.class);
        assertThat(accepted.device()).isEqualTo(phone.id());
        for (FakeDevice other : List.of(desk, tablet)) {
            ServerFrame.CallEnded end = other.ends(call);
            assertThat(end.reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
            assertThat(end.n()).isEqualTo(2);
        }
        tablet.accepts(call, ann.address(), intent, "late");
        assertThat(tablet.refused("late").code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);

        ann.send(new ClientFrame.CallEnd("end", call, desk.address(), null));
        assertThat(phone.ends(call).reason()).isEqualTo(EndReason.COMPLETED);
        assertThat(desk.frames(ServerFrame.CallEnded.class))
                .as("who took no part hears nothing of the call's end")
                .extracting(ServerFrame.CallEnded::reason)
                .containsOnly(EndReason.ANSWERED_ELSEWHERE);
    }

    @Test
    void aDeviceThatComesAfterTheAnswerLearnsTheEndAndDoesNotRing() {
        String intent = rings();
        desk.accepts(call, ann.address(), intent, "accept");
        desk.ok("accept");
        phone.ends(call);
        FakeDevice late = FakeDevice.away(bob, one);
        List<ServerFrame> owed = late.attach(two);
        assertThat(owed).noneMatch(ServerFrame.CallIncoming.class::isInstance);
        assertThat(late.ends(call).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
    }

    @Test
    void whenOneDeclinesNoneRingsAndTheOthersLearnThatItWasDeclinedElsewhere() {
        rings();
        tablet.send(new ClientFrame.CallReject("no", call, ann.address(), null));
        tablet.ok("no");
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.DECLINED);
        for (FakeDevice other : List.of(desk, phone)) {
            assertThat(other.ends(call).reason()).isEqualTo(EndReason.DECLINED_ELSEWHERE);
        }
        FakeDevice late = FakeDevice.away(bob, one);
        assertThat(late.attach(one)).noneMatch(ServerFrame.CallIncoming.class::isInstance);
    }

    /** Ignoring is what the device does by itself: it goes quiet, and says nothing to anybody. */
    @Test
    void whatOneIgnoresRingsOnEverywhereElseAndItCanStillBeAnswered() {
        String intent = rings();
        desk.send(new ClientFrame.CallRinging("ringing", call, ann.address()));
        desk.ok("ringing");
        assertThat(ann.frames(ServerFrame.CallEnded.class)).isEmpty();
        FakeDevice late = FakeDevice.away(bob, one);
        assertThat(late.attach(one))
                .as("the ring is still owed to whoever joins")
                .anyMatch(ServerFrame.CallIncoming.class::isInstance);
        late.accepts(call, ann.address(), intent, "accept");
        late.ok("accept");
        for (FakeDevice other : List.of(desk, phone, tablet)) {
            assertThat(other.ends(call).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
        }
    }

    @Test
    void aLinkedDeviceThatJoinsWhileItRingsRingsAndAnswersByItsOwnKey() {
        String intent = rings();
        FakeDevice late = FakeDevice.linked(bob, two);
        late.rings(call);
        late.accepts(call, ann.address(), intent, "accept");
        late.ok("accept");
        ServerFrame.CallAccepted accepted = ann.await(ServerFrame.CallAccepted.class);
        assertThat(accepted.device()).isEqualTo(late.id());
        assertThat(phone.ends(call).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
    }

    @Test
    void aReconnectOnTheOtherNodeInTheMiddleOfTheRingLosesNothing() {
        String intent = rings();
        phone.attach(one);
        tablet.accepts(call, ann.address(), intent, "accept");
        tablet.ok("accept");
        assertThat(phone.ends(call).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
        assertThat(desk.ends(call).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
    }

    @Test
    void whenTheCallerGivesUpAllLearnThatTheyMissedIt() {
        rings();
        ann.send(new ClientFrame.CallEnd("cancel", call, desk.address(), null));
        for (FakeDevice each : List.of(desk, phone, tablet)) {
            assertThat(each.ends(call).reason()).isEqualTo(EndReason.CANCELLED);
        }
    }
}
