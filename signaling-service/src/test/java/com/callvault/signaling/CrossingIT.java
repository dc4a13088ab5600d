package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallRecord;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that meet: two people who call each other, and somebody who is called while in a call. */
class CrossingIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    /** Two ids, the lower first. */
    private static List<CallId> twoCalls() {
        return Stream.generate(FakeDevice::newCall).limit(2).sorted().toList();
    }

    @Test
    void whoCallsBackWhileItRingsIsAnswered() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice bobsOther = FakeDevice.of(bob.person, running.gateway());
        CallId lives = twoCalls().getFirst();
        CallId other = new CallId(
                UUID.fromString("ffffffff-ffff-4fff-bfff-" + lives.toString().substring(24)));
        String intent = ann.calls(lives, bob, "init");
        bob.rings(lives);
        bobsOther.rings(lives);

        bob.calls(other, ann, "back");
        assertThat(bob.ok("back").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        assertThat(bob.ends(other).reason()).isEqualTo(EndReason.MERGED);
        assertThat(bob.ends(other).into()).isEqualTo(lives);
        bob.await(ServerFrame.CallIncoming.class, ring -> ring.call().equals(lives) && other.equals(ring.crossing()));
        assertThat(ann.frames(ServerFrame.CallIncoming.class)).isEmpty();

        bob.accepts(lives, ann.address(), intent, "accept");
        assertThat(bob.ok("accept").state()).isEqualTo(ServerFrame.CallStatus.ACTIVE);
        assertThat(ann.await(ServerFrame.CallAccepted.class).device()).isEqualTo(bob.id());
        assertThat(bobsOther.ends(lives).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
        assertThat(onlyRecord(other).reason()).isEqualTo(EndReason.MERGED);
    }

    @Test
    void theLowerIdLivesAlsoWhenItComesSecond() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice annsOther = FakeDevice.of(ann.person, running.gateway());
        List<CallId> calls = twoCalls();
        CallId lives = calls.getFirst();
        CallId other = calls.getLast();
        bob.calls(other, ann, "init");
        annsOther.rings(other);
        annsOther.acks(other, bob.address(), 1);

        String intent = ann.calls(lives, bob, "back");
        assertThat(ann.ok("back").state()).isEqualTo(ServerFrame.CallStatus.RINGING);
        assertThat(bob.rings(lives).crossing()).isEqualTo(other);
        assertThat(bob.ends(other).into()).isEqualTo(lives);
        assertThat(annsOther.ends(other).reason()).isEqualTo(EndReason.MERGED);

        // Its own call is over, so the device is free for the one that lives.
        bob.accepts(lives, ann.address(), intent, "accept");
        assertThat(bob.ok("accept").state()).isEqualTo(ServerFrame.CallStatus.ACTIVE);
        assertThat(onlyRecord(other).reason()).isEqualTo(EndReason.MERGED);
    }

    /** The ledger alone has to see to it: under other keys the two are handled by two consumers at once. */
    @RepeatedTest(5)
    void twoThatCallEachOtherAtOnceHaveOneCall() throws InterruptedException {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        List<CallId> calls = twoCalls();
        CallId lives = calls.getFirst();
        CallId other = calls.getLast();
        record Placing(FakeDevice from, FakeDevice to, CallId call) {}
        AtOnce.run(List.of(new Placing(bob, ann, other), new Placing(ann, bob, lives)), placing -> {
            String intent = placing.from().intent(placing.call(), placing.to().address());
            running.gateway()
                    .write(
                            placing.call().toString(),
                            UUID.randomUUID(),
                            placing.from().origin(),
                            new ClientFrame.CallInit(
                                    "init", placing.call(), placing.to().address(), intent),
                            Instant.now());
        });
        assertThat(bob.ends(other).reason()).isEqualTo(EndReason.MERGED);
        assertThat(bob.ends(other).into()).isEqualTo(lives);
        bob.rings(lives);
        assertThat(ann.ok("init").state()).isEqualTo(ServerFrame.CallStatus.RINGING);
    }

    @Test
    void aCallThatWasAnsweredCrossesNothing() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice bobsOther = FakeDevice.of(bob.person, running.gateway());
        CallId first = FakeDevice.newCall();
        String intent = ann.calls(first, bob, "init");
        bob.rings(first);
        bob.accepts(first, ann.address(), intent, "accept");
        bob.ok("accept");
        CallId second = FakeDevice.newCall();
        bobsOther.calls(second, ann, "second");
        assertThat(bobsOther.ok("second").state()).isEqualTo(ServerFrame.CallStatus.RINGING);
        assertThat(ann.rings(second).waiting()).isTrue();
        assertThat(ann.rings(second).crossing()).isNull();
    }

    @Test
    void aSecondCallIsSaidToWait() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice eve = running.somebody();
        CallId first = FakeDevice.newCall();
        String intent = ann.calls(first, bob, "init");
        assertThat(bob.rings(first).waiting()).isNull();
        bob.accepts(first, ann.address(), intent, "accept");
        bob.ok("accept");
        CallId second = FakeDevice.newCall();
        eve.calls(second, bob, "init");
        assertThat(bob.rings(second).waiting()).isTrue();
        bob.send(new ClientFrame.CallReject("busy", second, eve.address(), ClientFrame.CallReject.Reason.BUSY));
        assertThat(eve.ends(second).reason()).isIn(EndReason.BUSY, EndReason.NO_ANSWER);
        assertThat(ann.frames(ServerFrame.CallEnded.class)).isEmpty();
    }

    /** Two pairs of people are two partitions: only the row of the device's engagement keeps the two apart. */
    @RepeatedTest(5)
    void twoCallsThatOneDeviceAcceptsAtOnceAreOneCall() throws InterruptedException {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice eve = running.somebody();
        record Accepting(FakeDevice peer, CallId call, String intent) {}
        List<Accepting> both = Stream.of(ann, eve)
                .map(peer -> {
                    CallId call = FakeDevice.newCall();
                    return new Accepting(peer, call, peer.calls(call, bob, "init"));
                })
                .toList();
        both.forEach(each -> bob.rings(each.call()));
        AtOnce.run(
                both,
                each -> bob.accepts(
                        each.call(),
                        each.peer().address(),
                        each.intent(),
                        each.call().toString()));
        List<Object> answers =
                both.stream().map(each -> answer(bob, each.call().toString())).toList();
        assertThat(answers).containsExactlyInAnyOrder(ServerFrame.CallStatus.ACTIVE, ErrorCode.DEVICE_BUSY);
    }

    private static Object answer(FakeDevice device, String re) {
        ServerFrame frame = device.await(
                ServerFrame.class,
                each -> (each instanceof ServerFrame.Ok ok && re.equals(ok.re()))
                        || (each instanceof ServerFrame.Refused refused && re.equals(refused.re())));
        return frame instanceof ServerFrame.Ok ok
                ? Objects.requireNonNull(ok.state())
                : ((ServerFrame.Refused) frame).code();
    }

    private static CallRecord onlyRecord(CallId call) {
        return Awaitility.await("the record of the call")
                .until(
                        () -> KafkaReader.events(Topics.CALLS_RECORDS, call.toString(), CallRecord.class),
                        found -> !found.isEmpty())
                .stream()
                .reduce((one, more) -> {
                    throw new AssertionError("more than one record: " + one + ", " + more);
                })
                .orElseThrow();
    }
}
