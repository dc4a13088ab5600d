package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.jws.Purpose;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Requests that are refused: each with its code, and nothing changes. */
class BadInputIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    /** @param claims what is signed, given what would have been right */
    record BadIntent(String what, Purpose purpose, Function<ObjectNode, ObjectNode> claims, ErrorCode code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<BadIntent> badIntents() {
        long now = Instant.now().getEpochSecond();
        Address other = TestIdentity.number(9).address();
        return Stream.of(
                new BadIntent("another purpose", Purpose.ACCEPT, right -> right, ErrorCode.BAD_SIGNATURE),
                new BadIntent("old", Purpose.CALL, right -> right.put("iat", now - 600), ErrorCode.STALE_INTENT),
                new BadIntent("future", Purpose.CALL, right -> right.put("iat", now + 600), ErrorCode.CLOCK_SKEW),
                new BadIntent(
                        "another callee",
                        Purpose.CALL,
                        right -> right.put("to", other.value()),
                        ErrorCode.BAD_SIGNATURE),
                new BadIntent(
                        "to oneself",
                        Purpose.CALL,
                        right -> right.put("to", right.get("from").stringValue()),
                        ErrorCode.SELF_CALL),
                new BadIntent(
                        "another call",
                        Purpose.CALL,
                        right -> right.put("call", UUID.randomUUID().toString()),
                        ErrorCode.BAD_SIGNATURE),
                new BadIntent(
                        "another device",
                        Purpose.CALL,
                        right -> right.put("device", UUID.randomUUID().toString()),
                        ErrorCode.BAD_SIGNATURE),
                new BadIntent(
                        "by somebody else",
                        Purpose.CALL,
                        right -> right.put("from", other.value()),
                        ErrorCode.BAD_SIGNATURE),
                new BadIntent(
                        "another server",
                        Purpose.CALL,
                        right -> right.put("aud", "https://evil.test"),
                        ErrorCode.BAD_SIGNATURE),
                new BadIntent("no jti", Purpose.CALL, right -> right.without("jti"), ErrorCode.MALFORMED),
                new BadIntent("media unknown", Purpose.CALL, right -> right.put("media", "smell"), ErrorCode.MALFORMED),
                new BadIntent(
                        "a bad address", Purpose.CALL, right -> right.put("to", "call:1"), ErrorCode.BAD_ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("badIntents")
    void anIntentThatIsNotRightIsRefused(BadIntent bad) {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent =
                ann.person().sign(bad.purpose(), Json.write(bad.claims().apply(ann.intentClaims(call, bob.address()))));
        ann.send(new ClientFrame.CallInit("bad", call, bob.address(), intent));
        assertThat(ann.refused("bad").code()).isEqualTo(bad.code());
        assertNothingHappened(call, bob);
    }

    private static void assertNothingHappened(CallId call, FakeDevice bob) {
        assertThat(running.service()
                        .jdbc()
                        .sql("select count(*) from calls where call = ?")
                        .param(call.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(bob.frames()).isEmpty();
    }

    @Test
    void anIntentThatNobodySignedIsRefused() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.intent(call, bob.address());
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"callvault-call+jws\"}".getBytes(StandardCharsets.UTF_8));
        String unsigned = header + intent.substring(intent.indexOf('.'));
        String altered = intent.substring(0, intent.length() - 10) + "AAAAAAAAAA";
        for (String bad : List.of(unsigned, altered)) {
            ann.send(new ClientFrame.CallInit("bad", call, bob.address(), bad));
            assertThat(ann.refused("bad").code()).isEqualTo(ErrorCode.BAD_SIGNATURE);
        }
        assertNothingHappened(call, bob);
    }

    @Test
    void anIntentOfAnotherConnectionIsRefused() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice eve = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.intent(call, bob.address());
        eve.send(new ClientFrame.CallInit("stolen", call, bob.address(), intent));
        assertThat(eve.refused("stolen").code()).isEqualTo(ErrorCode.BAD_SIGNATURE);
        assertNothingHappened(call, bob);
    }

    @Test
    void anIntentWorksOnce() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "first");
        ann.ok("first");
        ann.send(new ClientFrame.CallInit("other", call, bob.address(), ann.intent(call, bob.address())));
        assertThat(ann.refused("other").code()).isEqualTo(ErrorCode.CONFLICT);
        FakeDevice desk = FakeDevice.of(ann.person(), running.gateway());
        CallId second = FakeDevice.newCall();
        CallId third = FakeDevice.newCall();
        for (CallId each : List.of(second, third)) {
            String reused = desk.person()
                    .sign(
                            Purpose.CALL,
                            Json.write(desk.intentClaims(each, bob.address()).put("jti", "the same")));
            desk.send(new ClientFrame.CallInit(each.toString(), each, bob.address(), reused));
        }
        desk.ok(second.toString());
        assertThat(desk.refused(third.toString()).code()).isEqualTo(ErrorCode.STALE_INTENT);
    }

    @Test
    void whoTakesNoPartCanDoNothing() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice eve = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, bob, "init");
        bob.rings(call);
        Map<String, ClientFrame.CallFrame> frames = Map.of(
                "ringing", new ClientFrame.CallRinging("ringing", call, ann.address()),
                "accept", new ClientFrame.CallAccept("accept", call, ann.address(), eve.acceptance(call, intent), null),
                "reject", new ClientFrame.CallReject("reject", call, ann.address(), null),
                "end", new ClientFrame.CallEnd("end", call, ann.address(), null),
                "ack", new ClientFrame.CallAck("ack", call, ann.address(), 1L),
                "offer", new ClientFrame.WebrtcOffer("offer", call, ann.address(), 1L, "sdp", "proof"),
                "ice", new ClientFrame.WebrtcIce("ice", call, ann.address(), 1L, List.of()),
                "report", new ClientFrame.CallReport("report", call, ann.address(), "connected", null));
        frames.values().forEach(eve::send);
        frames.keySet().forEach(re -> assertThat(eve.refused(re).code()).isEqualTo(ErrorCode.NOT_YOUR_CALL));
        bob.send(new ClientFrame.CallEnd("wrong peer", call, eve.address(), null));
        assertThat(bob.refused("wrong peer").code()).isEqualTo(ErrorCode.NOT_YOUR_CALL);
        bob.send(new ClientFrame.WebrtcAnswer("early", call, ann.address(), 1L, "sdp", "proof"));
        assertThat(bob.refused("early").code()).isEqualTo(ErrorCode.BAD_STATE);
        CallId unknown = FakeDevice.newCall();
        bob.send(new ClientFrame.CallEnd("unknown", unknown, ann.address(), null));
        assertThat(bob.refused("unknown").code()).isEqualTo(ErrorCode.NO_SUCH_CALL);
        bob.send(new ClientFrame.CallAccept(
                "other intent", call, ann.address(), bob.acceptance(call, ann.intent(call, bob.address())), null));
        assertThat(bob.refused("other intent").code()).isEqualTo(ErrorCode.BAD_SIGNATURE);
        bob.accepts(call, ann.address(), intent, "accept");
        assertThat(bob.ok("accept").state()).as("nothing of it counted").isEqualTo(ServerFrame.CallStatus.ACTIVE);
    }

    @Test
    void aCallThatIsOverAnswersWithItsEnd() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, bob, "init");
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        ann.ok("end");
        FakeDevice late = FakeDevice.of(bob.person(), running.gateway());
        late.accepts(call, ann.address(), intent, "late");
        assertThat(late.refused("late").code()).isEqualTo(ErrorCode.CALL_OVER);
        late.ends(call);
        FakeDevice later = FakeDevice.of(bob.person(), running.gateway());
        later.send(new ClientFrame.CallRinging("later", call, ann.address()));
        assertThat(later.ok("later").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        later.ends(call);
    }
}
