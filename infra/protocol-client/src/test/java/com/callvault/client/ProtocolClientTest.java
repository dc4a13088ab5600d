package com.callvault.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The client against a stand-in that speaks the server's part by hand. */
class ProtocolClientTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String CHALLENGE = Identity.base64Url(new byte[32]);

    private final StandIn standIn = new StandIn();
    private final Server server = Server.at(standIn.base());
    private final Device device = Device.create();
    private final String peer = Identity.create().address();

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void theProofAnswersTheChallengeAndItsNumberRises() throws Exception {
        for (int conn = 1; conn <= 2; conn++) {
            try (var client = ProtocolClient.open(server, device)) {
                var session = standIn.session();
                // A server's clock an hour ahead: the proof is to be fresh by that one.
                long serverNow = System.currentTimeMillis() + 3_600_000;
                say(session, hello().put("time", serverNow));
                client.send(Json.frame("auth").put("proof", client.authProof()));
                var proof = heard().path("proof").asString();
                assertThat(Identity.verify(proof, "callvault-auth+jws"))
                        .isInstanceOfSatisfying(Identity.Verified.Genuine.class, genuine -> {
                            assertThat(genuine.signer()).isEqualTo(device.address());
                            assertThat(genuine.claims().path("nonce").asString())
                                    .isEqualTo(CHALLENGE);
                            assertThat(genuine.claims().path("aud").asString())
                                    .isEqualTo(standIn.base().toString());
                            assertThat(genuine.claims().path("device").asString())
                                    .isEqualTo(device.id().toString());
                            assertThat(genuine.claims().path("iat").longValue())
                                    .isBetween(serverNow / 1000 - 1, serverNow / 1000 + 60);
                        });
                assertThat(device.conn()).isEqualTo(conn);
                assertThat(client.violations()).isEmpty();
            }
        }
    }

    @Test
    void repliesFindTheirRequestsInAnyOrder() throws Exception {
        try (var client = ProtocolClient.open(server, device)) {
            var session = standIn.session();
            var first = client.request(Json.frame("ping"));
            var second = client.request(Json.frame("ping"));
            var firstId = heard().path("id").asString();
            var secondId = heard().path("id").asString();
            say(session, Json.frame("ok").put("re", secondId));
            say(session, error("no_such_call", false).put("re", firstId));
            assertThat(second.get(5, TimeUnit.SECONDS).is("ok")).isTrue();
            assertThat(first.get(5, TimeUnit.SECONDS).code()).isEqualTo("no_such_call");
        }
    }

    @Test
    void waitingForAReplyEndsWithTheConnection() throws Exception {
        try (var client = ProtocolClient.open(server, device)) {
            var reply = client.request(Json.frame("ping"));
            standIn.session().close(1012, "restart", Callback.NOOP);
            assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).hasMessageContaining("1012");
            assertThatThrownBy(() -> client.ask(Json.frame("ping"))).hasMessageContaining("1012");
        }
    }

    @Test
    void whatBreaksTheContractIsNoted() throws Exception {
        try (var client = ProtocolClient.open(server, device)) {
            var session = standIn.session();
            say(
                    session,
                    Json.frame("call:progress")
                            .put("call", UUID.randomUUID().toString())
                            .put("state", "ringing"));
            session.sendText("no json", Callback.NOOP);
            session.sendText("{\"type\":\"pong\",\"type\":\"pong\"}", Callback.NOOP);
            say(session, Json.frame("surprise"));
            client.log().await("surprise", SOON);
            assertThat(client.violations())
                    .containsExactly("call:progress: n is missing", "not JSON", "not JSON", "unknown type surprise");
        }
    }

    @Test
    void callFramesAreAcknowledgedAsTheyAreAppliedAlsoByTheNextConnection() throws Exception {
        Call call;
        try (var client = ProtocolClient.open(server, device)) {
            var session = standIn.session();
            call = client.calls().prepare(peer, Call.Media.AUDIO);
            say(session, progress(call, 2, "ringing"));
            say(session, progress(call, 1, "trying"));
            assertThat(heard()).isEqualTo(ack(call, 2));
        }
        try (var client = ProtocolClient.open(server, device)) {
            var session = standIn.session();
            say(session, progress(call, 2, "ringing"));
            say(session, progress(call, 3, "pushed"));
            assertThat(heard()).isEqualTo(ack(call, 2));
            assertThat(heard()).isEqualTo(ack(call, 3));
            assertThat(client.calls().applied(call.id()))
                    .extracting(frame -> frame.text("state"))
                    .containsExactly("trying", "ringing", "pushed");
        }
    }

    @Test
    void theCalleesBrowserBelievesAnHonestDescriptionOnly() throws Exception {
        try (var caller = ProtocolClient.open(server, Device.create());
                var callee = ProtocolClient.open(server, device)) {
            standIn.session();
            var outgoing = caller.calls().prepare(device.address(), Call.Media.VIDEO);
            var incoming = new Call(callee, outgoing.id(), caller.address(), outgoing.intent(), Call.Side.CALLEE);
            var offer = outgoing.description("offer", 1);
            assertThat(incoming.distrust(frame(offer))).isEmpty();

            var swapped = offer.deepCopy()
                    .put("sdp", outgoing.description("offer", 2).path("sdp").asString());
            assertThat(incoming.distrust(frame(swapped))).containsExactly("fingerprint");
            assertThat(incoming.distrust(frame(offer.deepCopy().put("gen", 2)))).contains("gen");
            assertThat(incoming.distrust(frame(offer.deepCopy().put("type", "webrtc:answer"))))
                    .containsExactly("kind");

            var changed = incoming.on(callee);
            var otherFingerprint = "sha-256 " + "AB:".repeat(31) + "AB";
            var sameGenOtherKey = Json.frame("webrtc:offer")
                    .put("gen", 1)
                    .put("sdp", "a=fingerprint:" + otherFingerprint)
                    .put("proof", outgoing.proof("offer", 1, otherFingerprint));
            assertThat(changed.distrust(frame(sameGenOtherKey))).containsExactly("fingerprint of the generation");

            var stranger =
                    new Call(callee, outgoing.id(), Identity.create().address(), outgoing.intent(), Call.Side.CALLEE);
            assertThat(stranger.distrust(frame(offer))).containsExactly("signer");
        }
    }

    @Test
    void whatAClientSendsKeepsTheContractToo() throws Exception {
        try (var client = ProtocolClient.open(server, device)) {
            var call = client.calls().prepare(peer, Call.Media.AUDIO);
            for (var frame : new ObjectNode[] {
                call.frame("call:init").put("intent", call.intent()),
                call.acceptFrame(),
                call.description("offer", 1),
                CallClient.ack(call.id(), peer, 1),
                client.chats().text(peer, "hello").put("id", "r1"),
            }) {
                assertThat(Contract.client(frame)).isEmpty();
            }
        }
    }

    private JsonNode heard() throws InterruptedException {
        return Json.parse(StandIn.heard(standIn.texts));
    }

    private static void say(Session session, JsonNode frame) {
        session.sendText(Json.write(frame), Callback.NOOP);
    }

    private static ObjectNode hello() {
        return Json.frame("hello")
                .put("challenge", CHALLENGE)
                .put("node", "gw-1.1")
                .put("time", 0);
    }

    private static ObjectNode error(String code, boolean retryable) {
        return Json.frame("error").put("code", code).put("message", "no").put("retryable", retryable);
    }

    private static ObjectNode progress(Call call, long n, String state) {
        return Json.frame("call:progress")
                .put("call", call.id().toString())
                .put("n", n)
                .put("state", state);
    }

    private static JsonNode ack(Call call, long n) {
        return Json.parse(Json.write(CallClient.ack(call.id(), call.peer(), n)));
    }

    private static Frame frame(JsonNode json) {
        return new Frame(json, 0);
    }
}
