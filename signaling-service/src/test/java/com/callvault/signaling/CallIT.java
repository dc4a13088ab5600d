package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.CallQuality;
import com.callvault.common.event.CallRecord;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.jws.Purpose;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Calls on the running service: commands go in through Kafka, frames come out on the node's channel. */
class CallIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    @Test
    void aCallRingsIsAnsweredAndEnds() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, bob, "init");
        ServerFrame.CallIncoming ring = bob.rings(call);
        assertThat(ring.n()).isEqualTo(1);
        assertThat(ring.peer()).isEqualTo(ann.address());
        assertThat(ring.intent()).isEqualTo(intent);
        assertThat(ring.name()).isEqualTo("Somebody");
        assertThat(ring.known()).isFalse();
        assertThat(ring.remainingMs()).isBetween(40_000L, 45_000L);
        assertThat(ann.ok("init").state()).isEqualTo(ServerFrame.CallStatus.RINGING);
        ServerFrame.CallProgress trying = ann.await(ServerFrame.CallProgress.class);
        assertThat(trying.n()).isEqualTo(1);
        assertThat(trying.state()).isEqualTo(ServerFrame.CallProgress.State.TRYING);

        bob.send(new ClientFrame.CallRinging("ringing", call, ann.address()));
        ServerFrame.CallProgress ringing = ann.await(ServerFrame.CallProgress.class, each -> each.n() == 2);
        assertThat(ringing.state()).isEqualTo(ServerFrame.CallProgress.State.RINGING);

        ann.send(new ClientFrame.WebrtcOffer("offer", call, bob.address(), 1L, "sdp", "proof"));
        ann.ok("offer");
        assertThat(bob.frames(ServerFrame.WebrtcOffer.class))
                .as("no media before accept")
                .isEmpty();

        bob.accepts(call, ann.address(), intent, "accept");
        ServerFrame.CallAccepted accepted = ann.await(ServerFrame.CallAccepted.class);
        assertThat(accepted.n()).isEqualTo(3);
        assertThat(accepted.device()).isEqualTo(bob.id());
        ServerFrame.WebrtcOffer offer = bob.await(ServerFrame.WebrtcOffer.class);
        assertThat(offer.n()).isEqualTo(2);
        assertThat(offer.sdp()).isEqualTo("sdp");
        bob.send(new ClientFrame.WebrtcAnswer(null, call, ann.address(), 1L, "answer", "proof"));
        assertThat(ann.await(ServerFrame.WebrtcAnswer.class).n()).isEqualTo(4);

        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        assertThat(ann.ok("end").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.COMPLETED);
        ServerFrame.CallEnded end = bob.ends(call);
        assertThat(end.n()).isEqualTo(3);
        assertThat(end.durationMs()).isNotNull();

        awaitRecord(call);
        assertThat(KafkaReader.events(Topics.CALLS_EVENTS, call.toString(), CallEvent.class))
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        CallEvent.Placed.class,
                        CallEvent.Ringing.class,
                        CallEvent.Accepted.class,
                        CallEvent.Ended.class);
        assertThat(records(call)).singleElement().satisfies(record -> {
            assertThat(record.reason()).isEqualTo(EndReason.COMPLETED);
            assertThat(record.calleeDevice()).isEqualTo(bob.id());
            assertThat(record.rangAt()).isNotNull();
        });
    }

    @Test
    void aRejectEndsItOnAllDevices() {
        FakeDevice ann = running.somebody();
        FakeDevice phone = running.somebody();
        FakeDevice tablet = FakeDevice.of(phone.person, running.gateway());
        CallId call = FakeDevice.newCall();
        ann.calls(call, phone, "init");
        phone.rings(call);
        tablet.rings(call);
        tablet.acks(call, ann.address(), 1);
        phone.send(new ClientFrame.CallReject("no", call, ann.address(), ClientFrame.CallReject.Reason.BUSY));
        assertThat(phone.ok("no").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.BUSY);
        assertThat(phone.ends(call).reason()).isEqualTo(EndReason.BUSY);
        assertThat(tablet.ends(call).reason()).isEqualTo(EndReason.DECLINED_ELSEWHERE);
        assertThat(awaitRecord(call).reason()).isEqualTo(EndReason.BUSY);
    }

    @Test
    void ofEightDevicesThatAcceptAtOnceOneWins() throws InterruptedException {
        FakeDevice ann = running.somebody();
        TestIdentity bob = TestIdentity.random(new SecureRandom());
        List<FakeDevice> devices = Stream.generate(() -> FakeDevice.of(bob, running.gateway()))
                .limit(8)
                .toList();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, devices.getFirst(), "init");
        devices.forEach(device -> device.rings(call));
        AtOnce.run(devices, device -> device.accepts(call, ann.address(), intent, "accept"));
        for (FakeDevice device : devices) {
            device.await(
                    ServerFrame.class,
                    frame -> frame instanceof ServerFrame.Ok || frame instanceof ServerFrame.Refused);
        }
        ServerFrame.CallAccepted accepted = ann.await(ServerFrame.CallAccepted.class);
        for (FakeDevice device : devices) {
            if (device.id().equals(accepted.device())) {
                assertThat(device.ok("accept").state()).isEqualTo(ServerFrame.CallStatus.ACTIVE);
                assertThat(device.frames(ServerFrame.CallEnded.class)).isEmpty();
            } else {
                assertThat(device.refused("accept").code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
                assertThat(device.ends(call).reason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
                assertThat(device.ends(call).n()).isEqualTo(2);
            }
        }
        assertThat(ann.frames(ServerFrame.CallAccepted.class))
                .extracting(ServerFrame.CallAccepted::device)
                .containsOnly(accepted.device());
    }

    @Test
    void sixtyFourReplaysOfOneIntentAreOneCall() throws InterruptedException {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.intent(call, bob.address());
        List<String> requests =
                IntStream.range(0, 64).mapToObj(i -> "init " + i).toList();
        AtOnce.run(requests, re -> ann.send(new ClientFrame.CallInit(re, call, bob.address(), intent)));
        requests.forEach(re -> assertThat(ann.ok(re).state()).isEqualTo(ServerFrame.CallStatus.RINGING));
        bob.rings(call);
        bob.acks(call, ann.address(), 1);
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        bob.ends(call);
        awaitRecord(call);
        assertThat(records(call)).hasSize(1);
        assertThat(KafkaReader.events(Topics.CALLS_EVENTS, call.toString(), CallEvent.class))
                .filteredOn(CallEvent.Placed.class::isInstance)
                .hasSize(1);
        assertThat(bob.frames(ServerFrame.CallIncoming.class))
                .as("one ring, be it delivered again")
                .allSatisfy(ring -> assertThat(ring.n()).isEqualTo(1));
        assertThat(count("select count(*) from calls where call = ?", call)).isEqualTo(1);
    }

    @Test
    void aCommandThatIsDeliveredTwiceIsAnsweredTwiceAndCarriedOutOnce() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ClientFrame.CallInit init =
                new ClientFrame.CallInit("init", call, bob.address(), ann.intent(call, bob.address()));
        UUID command = ann.send(init);
        bob.rings(call);
        ann.ok("init");
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        ann.ends(call);
        ann.send(command, init);
        Awaitility.await("the same answer again")
                .until(() -> ann.frames(ServerFrame.Ok.class).stream()
                        .filter(ok -> "init".equals(ok.re()))
                        .toList()
                        .equals(List.of(
                                new ServerFrame.Ok("init", ServerFrame.CallStatus.RINGING),
                                new ServerFrame.Ok("init", ServerFrame.CallStatus.RINGING))));
        assertThat(count("select version from calls where call = ?", call)).isLessThanOrEqualTo(4);
        awaitRecord(call);
        assertThat(records(call)).hasSize(1);
    }

    @Test
    void whatIsNotAcknowledgedIsSentAgainUntilItIs() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        Awaitility.await("a ring that is delivered again")
                .until(() -> bob.frames(ServerFrame.CallIncoming.class).size() >= 2);
        Awaitility.await("progress that is sent again")
                .until(() -> ann.frames(ServerFrame.CallProgress.class).size() >= 2);
        assertThat(ann.frames(ServerFrame.CallProgress.class))
                .allSatisfy(frame -> assertThat(frame.n()).isEqualTo(1));
        bob.acks(call, ann.address(), 1);
        ann.acks(call, bob.address(), 1);
        Awaitility.await("nothing that is owed any more")
                .until(() -> count("select count(*) from owed_frame where call = ?", call) == 0
                        && count("select heard from calls where call = ?", call) == 1);
        int rings = bob.frames(ServerFrame.CallIncoming.class).size();
        long attempt = attempt(call);
        Awaitility.await("the next time that it is owed").until(() -> attempt(call) > attempt);
        assertThat(bob.frames(ServerFrame.CallIncoming.class)).hasSize(rings);
    }

    @Test
    void whatMayBeAcknowledgedInKafkaIsNotSentAgain() {
        FakeDevice ann;
        FakeDevice bob;
        do {
            ann = running.somebody();
            bob = running.somebody();
        } while (!ringsWhileCommandsLieInKafka(ann, bob));
        assertThat(bob.frames(ServerFrame.CallIncoming.class)).hasSize(1);
        assertThat(ann.frames(ServerFrame.CallProgress.class)).hasSize(1);
        FakeDevice caller = ann;
        FakeDevice callee = bob;
        Awaitility.await("both again, once commands are read as they come")
                .until(() -> callee.frames(ServerFrame.CallIncoming.class).size() >= 2
                        && caller.frames(ServerFrame.CallProgress.class).size() >= 2);
    }

    /** For three times as long as it takes until a ring is sent again. False where the machine stood still, which proves nothing. */
    private static boolean ringsWhileCommandsLieInKafka(FakeDevice ann, FakeDevice bob) {
        FakeDevice carl = running.somebody();
        commandThatLayInKafka(carl, bob);
        CallId call = FakeDevice.newCall();
        long placedAt = System.currentTimeMillis();
        ann.calls(call, bob, "init");
        bob.rings(call);
        long longest = 0;
        long last = placedAt;
        while (last < placedAt + 1500) {
            commandThatLayInKafka(carl, bob);
            long now = System.currentTimeMillis();
            longest = Math.max(longest, now - last);
            last = now;
        }
        return longest < 500;
    }

    private static void commandThatLayInKafka(FakeDevice from, FakeDevice to) {
        String re = UUID.randomUUID().toString();
        running.gateway()
                .write(
                        UUID.randomUUID(),
                        from.origin(),
                        new ClientFrame.CallEnd(re, FakeDevice.newCall(), to.address(), null),
                        Instant.now().minusSeconds(4));
        from.refused(re);
    }

    private static long attempt(CallId call) {
        return count("select (state::json ->> 'attempt')::bigint from calls where call = ?", call);
    }

    @Test
    void aDeviceThatJoinsWhileItRingsRingsAlsoAfterRedisWasEmptied() {
        FakeDevice ann = running.somebody();
        FakeDevice phone = running.somebody();
        FakeDevice late = FakeDevice.away(phone.person, running.gateway());
        CallId call = FakeDevice.newCall();
        ann.calls(call, phone, "init");
        phone.rings(call);
        phone.acks(call, ann.address(), 1);
        running.gateway().emptyRedis();
        late.attach(running.gateway());
        late.rings(call);
        FakeGateway another = new FakeGateway();
        try {
            assertThat(FakeDevice.away(phone.person, another).attach(another))
                    .filteredOn(ServerFrame.CallIncoming.class::isInstance)
                    .as("owed again by then")
                    .hasSize(1);
        } finally {
            another.close();
        }
    }

    @Test
    void withoutARouteAPushIsAskedForAtOnceAndAnEndIsOwedToWhoComesLater() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = FakeDevice.away(TestIdentity.random(new SecureRandom()), running.gateway());
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        assertThat(awaitEvent(call, CallEvent.PushRequested.class).cause())
                .isEqualTo(CallEvent.PushRequested.Cause.NO_ROUTE);
        assertThat(bob.attach(running.gateway()))
                .filteredOn(ServerFrame.CallIncoming.class::isInstance)
                .hasSize(1);
        bob.acks(call, ann.address(), 1);
        bob.detach();
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        ann.ok("end");
        Awaitility.await("the ring that is settled")
                .until(() -> count("select count(*) from calls where call = ? and due_at is null", call) == 1);
        assertThat(bob.attach(running.gateway()))
                .filteredOn(ServerFrame.CallEnded.class::isInstance)
                .isNotEmpty()
                .allSatisfy(end ->
                        assertThat(((ServerFrame.CallEnded) end).reason()).isEqualTo(EndReason.CANCELLED));
        assertThat(bob.frames(ServerFrame.CallIncoming.class))
                .as("no ghost ring")
                .hasSize(1);
    }

    @Test
    void aRingThatNobodyAcknowledgesIsPushedAsWell() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        bob.rings(call);
        assertThat(awaitEvent(call, CallEvent.PushRequested.class).cause())
                .isEqualTo(CallEvent.PushRequested.Cause.UNACKNOWLEDGED);
    }

    /** Attach finds nothing, and the device has said before that it has the ring: only the timer can tell its new page. */
    @Test
    void aPageThatIsLoadedAnewWhileRedisIsEmptyRingsAgain() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        bob.rings(call);
        bob.acks(call, ann.address(), 1);
        Awaitility.await("bob has the ring").until(() -> count("select heard from calls where call = ?", call) == 1);
        running.gateway().emptyRedis();
        int before = bob.frames(ServerFrame.CallIncoming.class).size();
        bob.attach(running.gateway());
        Awaitility.await("the ring again")
                .atMost(Duration.ofSeconds(20))
                .until(() -> bob.frames(ServerFrame.CallIncoming.class).size() > before);
    }

    @Test
    void aRouteToANodeThatDoesNotListenIsDropped() {
        FakeDevice ann = running.somebody();
        FakeGateway dead = new FakeGateway();
        FakeDevice bob = FakeDevice.of(TestIdentity.random(new SecureRandom()), dead);
        dead.die();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        assertThat(awaitEvent(call, CallEvent.PushRequested.class).cause())
                .isEqualTo(CallEvent.PushRequested.Cause.NO_ROUTE);
        Awaitility.await("no route any more")
                .until(() -> running.gateway()
                        .routes
                        .routesOf(bob.address())
                        .toCompletableFuture()
                        .join()
                        .isEmpty());
        dead.close();
    }

    @Test
    void aCallThatLayInTheBrokerForTooLongHasFailedAndHasOneRecord() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        Instant longAgo = Instant.now().minusSeconds(60);
        String intent = ann.person.sign(
                Purpose.CALL, Json.write(ann.intentClaims(call, bob.address()).put("iat", longAgo.getEpochSecond())));
        running.gateway()
                .write(
                        UUID.randomUUID(),
                        ann.origin(),
                        new ClientFrame.CallInit("init", call, bob.address(), intent),
                        longAgo);
        assertThat(ann.ok("init").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.FAILED);
        assertThat(awaitRecord(call).reason()).isEqualTo(EndReason.FAILED);
        assertThat(bob.frames()).isEmpty();
    }

    @Test
    void aDeviceTakesPartInOneCallUnlessItGivesUpTheOther() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice eve = running.somebody();
        CallId first = FakeDevice.newCall();
        String firstIntent = ann.calls(first, bob, "init");
        bob.rings(first);
        bob.accepts(first, ann.address(), firstIntent, "accept");
        bob.ok("accept");
        CallId second = FakeDevice.newCall();
        String secondIntent = eve.calls(second, bob, "init");
        bob.rings(second);
        bob.accepts(second, eve.address(), secondIntent, "busy");
        assertThat(bob.refused("busy").code()).isEqualTo(ErrorCode.DEVICE_BUSY);
        bob.calls(FakeDevice.newCall(), eve, "no third");
        assertThat(bob.refused("no third").code()).isEqualTo(ErrorCode.DEVICE_BUSY);
        bob.send(new ClientFrame.CallAccept(
                "instead", second, eve.address(), bob.acceptance(second, secondIntent), first));
        assertThat(bob.ok("instead").state()).isEqualTo(ServerFrame.CallStatus.ACTIVE);
        assertThat(ann.ends(first).reason()).isEqualTo(EndReason.REPLACED);
        assertThat(bob.ends(first).reason()).isEqualTo(EndReason.REPLACED);
        eve.await(ServerFrame.CallAccepted.class);
        assertThat(awaitRecord(first).reason()).isEqualTo(EndReason.REPLACED);
    }

    @Test
    void limitsCountEachCallOnceAndSayWhenToComeBack() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        for (int i = 0; i < 5; i++) {
            CallId call = FakeDevice.newCall();
            String intent = ann.calls(call, bob, "init " + i);
            ann.ok("init " + i);
            ann.send(new ClientFrame.CallInit("again " + i, call, bob.address(), intent));
            ann.ok("again " + i);
            ann.send(new ClientFrame.CallEnd("end " + i, call, bob.address(), null));
            ann.ok("end " + i);
        }
        ann.calls(FakeDevice.newCall(), bob, "one above");
        ServerFrame.Refused refused = ann.refused("one above");
        assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.retryable()).isTrue();
        assertThat(refused.retryAfterMs()).isBetween(1L, 60_000L);
        for (int i = 5; i < 20; i++) {
            FakeDevice other = FakeDevice.away(TestIdentity.random(new SecureRandom()), running.gateway());
            CallId call = FakeDevice.newCall();
            ann.calls(call, other, "init " + i);
            ann.ok("init " + i);
            ann.send(new ClientFrame.CallEnd("end " + i, call, other.address(), null));
            ann.ok("end " + i);
        }
        ann.calls(
                FakeDevice.newCall(),
                FakeDevice.away(TestIdentity.random(new SecureRandom()), running.gateway()),
                "the twenty-first");
        assertThat(ann.refused("the twenty-first").code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    @Test
    void aReportIsForAnalystsAndKeptSmall() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        ann.ok("init");
        JsonNode large = Json.MAPPER.valueToTree("x".repeat(9000));
        ann.send(new ClientFrame.CallReport("large", call, bob.address(), "connected", Map.of("log", large)));
        assertThat(ann.refused("large").code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        ann.send(new ClientFrame.CallReport(
                "small", call, bob.address(), "connected", Map.of("rttMs", Json.MAPPER.valueToTree(12))));
        ann.ok("small");
        Awaitility.await("the report")
                .untilAsserted(() -> assertThat(
                                KafkaReader.events(Topics.CALLS_QUALITY, call.toString(), CallQuality.class))
                        .singleElement()
                        .satisfies(quality -> {
                            assertThat(quality.device()).isEqualTo(ann.id());
                            assertThat(quality.details()).containsOnlyKeys("rttMs");
                        }));
    }

    @Test
    void aBrokenRecordIsSetAsideAndThePartitionGoesOn() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        String key = ConversationId.between(ann.address(), bob.address()).value();
        running.gateway()
                .writeRaw(new ProducerRecord<>(
                        Topics.CALLS_COMMANDS, key, "not json".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        ann.ok("init");
        Awaitility.await("the dead letter")
                .until(() -> KafkaReader.of(Topics.deadLetter(Topics.CALLS_COMMANDS), key)
                                .size()
                        == 1);
    }

    private static long count(String sql, CallId call) {
        return running.service()
                .jdbc()
                .sql(sql)
                .param(call.value())
                .query(Long.class)
                .single();
    }

    private static CallRecord awaitRecord(CallId call) {
        return Awaitility.await("the record of the call")
                .atMost(Duration.ofSeconds(20))
                .until(() -> records(call), found -> !found.isEmpty())
                .getFirst();
    }

    private static <T extends CallEvent> T awaitEvent(CallId call, Class<T> kind) {
        return Awaitility.await("the event " + kind.getSimpleName())
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> KafkaReader.events(Topics.CALLS_EVENTS, call.toString(), CallEvent.class).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static List<CallRecord> records(CallId call) {
        return KafkaReader.events(Topics.CALLS_RECORDS, call.toString(), CallRecord.class);
    }
}
