package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.callvault.client.Frame;
import com.callvault.client.Identity;
import com.callvault.client.Json;
import com.callvault.client.ProtocolClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One-to-one calls, from the intent to both sides' lists. */
class FirstCallIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AFTER_THE_RING = Duration.ofSeconds(40);

    @RegisterExtension
    final People people = new People();

    @Test
    void aCallRingsIsAnsweredHandsOverItsSignalsAndEndsOnBothSides() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);

        var outgoing = ana.calls().place(bo.address(), Media.VIDEO);
        assertOk(outgoing.offer(1));
        assertOk(outgoing.ice(1, "candidate:1", "candidate:2"));
        assertOk(outgoing.ice(1, "candidate:3"));

        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertIncomingTellsTheIntent(incoming, outgoing, ana);

        outgoing.awaitProgress("trying", SOON);
        assertThat(outgoing.applied())
                .as("ringing before any device said so")
                .noneMatch(frame -> frame.text("state").equals("ringing"));
        assertOk(incoming.ringing());
        outgoing.awaitProgress("ringing", SOON);

        assertThat(incoming.applied())
                .as("signals before the person accepted")
                .noneMatch(frame -> frame.type().startsWith("webrtc:"));
        assertOk(incoming.accept());
        var accepted = outgoing.await("call:accepted", SOON);
        assertAcceptedBy(bo, accepted, outgoing);

        var offer = incoming.await("webrtc:offer", SOON);
        assertThat(incoming.distrust(offer)).isEmpty();
        awaitCandidates(incoming, "candidate:1", "candidate:2", "candidate:3");

        assertOk(incoming.answer(1));
        assertOk(incoming.ice(1, "candidate:4"));
        assertOk(incoming.ice(1));
        assertThat(outgoing.distrust(outgoing.await("webrtc:answer", SOON))).isEmpty();
        awaitCandidates(outgoing, "candidate:4");
        outgoing.await(
                frame -> frame.is("webrtc:ice")
                        && frame.json().path("candidates").isEmpty(),
                SOON,
                "the end of the candidates");

        assertOk(outgoing.end());
        assertThat(outgoing.awaitEnded("completed", SOON).number("durationMs")).isNotNegative();
        assertThat(incoming.awaitEnded("completed", SOON).number("durationMs")).isNotNegative();

        assertThat(incoming.applied())
                .extracting(Frame::type)
                .startsWith("call:incoming", "webrtc:offer", "webrtc:ice");
        assertInOrder(outgoing);
        assertInOrder(incoming);
        assertListed(ana, outgoing, "caller", bo.address(), "completed", true);
        assertListed(bo, outgoing, "callee", ana.address(), "completed", true);
    }

    @Test
    void aDeclinedCallEndsOnBothSides() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(incoming.reject());
        outgoing.awaitEnded("declined", SOON);
        incoming.awaitEnded("declined", SOON);
        assertListed(ana, outgoing, "caller", bo.address(), "declined", false);
    }

    @Test
    void aBusyCalleeSaysSo() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        assertOk(bo.calls().awaitIncoming(outgoing.id(), SOON).reject("busy"));
        outgoing.awaitEnded("busy", SOON);
    }

    @Test
    void aCancelledCallStopsRinging() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(incoming.ringing());
        assertOk(outgoing.end());
        outgoing.awaitEnded("cancelled", SOON);
        incoming.awaitEnded("cancelled", SOON);
        assertListed(bo, outgoing, "callee", ana.address(), "cancelled", false);
    }

    @Test
    void aCallThatNobodyAnswersEndsByItself() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(incoming.ringing());
        outgoing.awaitEnded("no_answer", AFTER_THE_RING);
        incoming.awaitEnded("missed", SOON);
    }

    @Test
    void everyDeviceRingsAndOneAnswers() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var bosPhone = people.connectAnotherDeviceOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var atDesk = bo.calls().awaitIncoming(outgoing.id(), SOON);
        var onPhone = bosPhone.calls().awaitIncoming(outgoing.id(), SOON);

        assertOk(onPhone.accept());
        assertAcceptedBy(bosPhone, outgoing.await("call:accepted", SOON), outgoing);
        atDesk.awaitEnded("answered_elsewhere", SOON);
        assertThat(atDesk.accept().code()).isEqualTo("already_answered");
        assertOk(onPhone.accept());
        assertOk(onPhone.end());
        outgoing.awaitEnded("completed", SOON);
        assertThat(outgoing.applied())
                .filteredOn(frame -> frame.is("call:accepted"))
                .hasSize(1);
    }

    @Test
    void aRejectionStopsTheOtherDevicesToo() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var bosPhone = people.connectAnotherDeviceOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var atDesk = bo.calls().awaitIncoming(outgoing.id(), SOON);
        var onPhone = bosPhone.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(onPhone.reject());
        atDesk.awaitEnded("declined_elsewhere", SOON);
        outgoing.awaitEnded("declined", SOON);
    }

    @Test
    void theSameIntentAgainIsTheSameCall() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().prepare(bo.address(), Media.AUDIO);
        assertOk(outgoing.init());
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertThat(outgoing.init().text("state")).isEqualTo("ringing");
        assertOk(incoming.accept());
        outgoing.await("call:accepted", SOON);
        assertThat(outgoing.init().text("state")).isEqualTo("active");
        assertOk(outgoing.end());
        incoming.awaitEnded("completed", SOON);
        assertThat(outgoing.init().text("state")).isEqualTo("ended");
        assertThat(incoming.applied())
                .filteredOn(frame -> frame.is("call:incoming"))
                .hasSize(1);
        assertThat(callsOf(ana)).hasSize(1);
    }

    @Test
    void aCallThatIsOverSaysSoToWhoeverRingsOrAccepts() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(outgoing.end());
        incoming.awaitEnded("cancelled", SOON);
        assertThat(incoming.ringing().text("state")).isEqualTo("ended");
        assertThat(incoming.accept().code()).isEqualTo("call_over");

        // Woken by a push that came late, perhaps: what their screens show has to end.
        var lateToRing = people.connectAnotherDeviceOf(bo);
        assertThat(lateToRing.ask(incoming.frame("call:ringing")).text("state")).isEqualTo("ended");
        incoming.on(lateToRing).awaitEnded("cancelled", SOON);
        var lateToAccept = people.connectAnotherDeviceOf(bo);
        assertThat(incoming.on(lateToAccept).accept().code()).isEqualTo("call_over");
        incoming.on(lateToAccept).awaitEnded("cancelled", SOON);
    }

    @Test
    void whoConnectsWhileItRingsRings() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        bo.close();
        bo.awaitClosed(SOON);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var back = people.reconnect(bo);
        var incoming = back.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(incoming.ringing());
        outgoing.awaitProgress("ringing", SOON);
        assertOk(outgoing.end());
        incoming.awaitEnded("cancelled", SOON);
    }

    @Test
    void whatIsNotAcknowledgedComesAgainAndIsAppliedOnce() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        bo.calls().acknowledging(false);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        Awaitility.await("the ring comes again")
                .atMost(SOON)
                .until(() -> rings(bo, outgoing).size() >= 2);
        assertThat(incoming.applied()).hasSize(1);
        var again = rings(bo, outgoing);
        assertThat(again).extracting(frame -> frame.number("n")).containsOnly(1L);
        assertThat(again.get(1).nanos() - again.get(0).nanos())
                .as("the first repeat, after half a second")
                .isBetween(
                        Duration.ofMillis(300).toNanos(),
                        Duration.ofMillis(1500).toNanos());
        bo.calls().acknowledging(true);
        assertOk(outgoing.end());
        incoming.awaitEnded("cancelled", SOON);
    }

    @Test
    void aParticipantThatComesBackIsToldItsCallAndGoesOn() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = bo.calls().awaitIncoming(outgoing.id(), SOON);
        assertOk(incoming.accept());
        outgoing.await("call:accepted", SOON);
        bo.vanish();
        assertOk(outgoing.offer(1));

        var back = people.reconnect(bo);
        var state = back.log().await("call:state", SOON);
        assertThat(state.text("call")).isEqualTo(outgoing.id().toString());
        assertThat(state.text("state")).isEqualTo("active");
        assertThat(state.text("role")).isEqualTo("callee");
        assertThat(state.text("peer")).isEqualTo(ana.address());
        var resumed = incoming.on(back);
        assertThat(resumed.distrust(resumed.await("webrtc:offer", SOON))).isEmpty();
        assertOk(resumed.end());
        outgoing.awaitEnded("completed", SOON);
        assertInOrder(resumed);
    }

    @Test
    void aDeviceTakesPartInOneCall() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        var cy = people.connect();
        var first = ana.calls().place(bo.address(), Media.AUDIO);
        assertOk(bo.calls().awaitIncoming(first.id(), SOON).accept());
        var second = cy.calls().place(bo.address(), Media.AUDIO);
        var waiting = bo.calls().awaitIncoming(second.id(), SOON);
        assertThat(waiting.accept().code()).isEqualTo("device_busy");
        assertOk(waiting.acceptReplacing(first.id()));
        second.await("call:accepted", SOON);
        first.await("call:ended", SOON);
        assertOk(second.end());
        second.awaitEnded("completed", SOON);
    }

    @Test
    void aContactIsKnown() {
        var ana = people.connect();
        var bo = people.connect();
        var before = ana.calls().place(bo.address(), Media.AUDIO);
        assertThat(incomingFrame(bo, before).flag("known")).isFalse();
        assertOk(before.end());

        var contact = "/api/contacts/" + ana.address();
        assertThat(bo.api().put(contact, Json.object().put("name", "Ana")).status())
                .isBetween(200, 299);
        assertThat(Json.write(bo.api().get("/api/contacts").ok())).contains(ana.address(), "Ana");
        var known = ana.calls().place(bo.address(), Media.AUDIO);
        assertThat(incomingFrame(bo, known).flag("known")).isTrue();
        assertOk(known.end());

        assertThat(bo.api().delete(contact).status()).isBetween(200, 299);
        var after = ana.calls().place(bo.address(), Media.AUDIO);
        assertThat(incomingFrame(bo, after).flag("known")).isFalse();
        assertOk(after.end());
    }

    @Test
    void theMissedRingOfAnAbsentPersonIsToldWhenTheyComeBack() {
        var bo = people.connect();
        var ana = people.connectContactOf(bo);
        bo.close();
        bo.awaitClosed(SOON);
        var outgoing = ana.calls().place(bo.address(), Media.AUDIO);
        outgoing.awaitEnded("no_answer", AFTER_THE_RING);
        var back = people.reconnect(bo);
        assertListed(back, outgoing, "callee", ana.address(), "missed", false);
        assertThat(back.calls().applied(outgoing.id())).noneMatch(frame -> frame.is("call:incoming"));
    }

    @Test
    void iceServersAreThereForATest() {
        var config = people.connect().api().get("/api/turn-config?for=test").ok();
        assertThat(config.path("iceServers").isArray()).isTrue();
        assertThat(config.path("expiresAt").longValue(0)).isGreaterThan(System.currentTimeMillis());
    }

    private static void assertOk(Frame reply) {
        assertThat(reply.toString()).startsWith("ok");
    }

    private static Frame incomingFrame(ProtocolClient callee, Call call) {
        return callee.calls().await(call.id(), frame -> frame.is("call:incoming"), SOON, "call:incoming");
    }

    private static void assertIncomingTellsTheIntent(Call incoming, Call outgoing, ProtocolClient caller) {
        var frame = incoming.await("call:incoming", SOON);
        assertThat(frame.number("n")).isEqualTo(1);
        assertThat(frame.text("intent")).isEqualTo(outgoing.intent());
        assertThat(frame.text("peer")).isEqualTo(caller.address());
        assertThat(frame.text("media")).isEqualTo("video");
        assertThat(frame.flag("known")).isTrue();
        assertThat(frame.number("remainingMs")).isBetween(1L, 15_000L);
        assertThat(Identity.verify(frame.text("intent"), "callvault-call+jws"))
                .isInstanceOfSatisfying(
                        Identity.Verified.Genuine.class,
                        genuine -> assertThat(genuine.signer()).isEqualTo(caller.address()));
    }

    private static void assertAcceptedBy(ProtocolClient callee, Frame accepted, Call call) {
        assertThat(accepted.text("peer")).isEqualTo(callee.address());
        assertThat(accepted.text("device")).isEqualTo(callee.device().id().toString());
        assertThat(Identity.verify(accepted.text("acceptance"), "callvault-accept+jws"))
                .isInstanceOfSatisfying(Identity.Verified.Genuine.class, genuine -> {
                    assertThat(genuine.signer()).isEqualTo(callee.address());
                    assertThat(genuine.claims().path("intent").asString())
                            .isEqualTo(Identity.intentHash(call.intent()));
                    assertThat(genuine.claims().path("device").asString())
                            .isEqualTo(callee.device().id().toString());
                });
    }

    private static void awaitCandidates(Call call, String... expected) {
        Awaitility.await("candidates " + List.of(expected) + " in this order")
                .atMost(SOON)
                .until(() -> candidates(call).equals(List.of(expected)));
    }

    private static List<String> candidates(Call call) {
        return call.applied().stream()
                .filter(frame -> frame.is("webrtc:ice"))
                .flatMap(frame -> frame.json().path("candidates").valueStream())
                .map(candidate -> candidate.path("candidate").asString(""))
                .toList();
    }

    private static List<Frame> rings(ProtocolClient callee, Call call) {
        return callee.log().all(frame -> frame.is("call:incoming") && call.id().equals(frame.call()));
    }

    private static void assertInOrder(Call call) {
        var numbers = call.applied().stream().map(frame -> frame.number("n")).toList();
        assertThat(numbers)
                .as("n of what was applied")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static List<JsonNode> callsOf(ProtocolClient somebody) {
        return somebody.api().get("/api/calls").ok().path("calls").valueStream().toList();
    }

    private static void assertListed(
            ProtocolClient somebody, Call call, String role, String peer, String reason, boolean answered) {
        var listed = callsOf(somebody).stream()
                .filter(entry ->
                        entry.path("call").asString("").equals(call.id().toString()))
                .toList();
        assertThat(listed).as("entries of the call in GET /api/calls").hasSize(1);
        var entry = listed.getFirst();
        assertThat(entry.path("peer").asString()).isEqualTo(peer);
        assertThat(entry.path("role").asString()).isEqualTo(role);
        assertThat(entry.path("reason").asString()).isEqualTo(reason);
        assertThat(entry.path("startedAt").isIntegralNumber()).isTrue();
        assertThat(entry.path("endedAt").isIntegralNumber()).isTrue();
        assertThat(entry.has("answeredAt")).isEqualTo(answered);
    }
}
