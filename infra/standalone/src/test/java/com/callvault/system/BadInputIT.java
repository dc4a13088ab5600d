package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.client.Api;
import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.callvault.client.Closed;
import com.callvault.client.Device;
import com.callvault.client.Frame;
import com.callvault.client.Handshake;
import com.callvault.client.HandshakeRefused;
import com.callvault.client.Identity;
import com.callvault.client.Json;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table of bad input: what is said, what is answered, and what becomes of the socket. After each row two people who
 * have nothing to do with it still hear each other.
 */
@Isolated
class BadInputIT {
    /** Of the limit on frames; the limits on calls are by the minute. */
    private static final long FRAME_WINDOW_MS = 1_000;

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int STAYS = 0;
    /** In the test vectors' words: a point whose signatures anybody can forge. */
    private static final String LOW_ORDER = "call:4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM";

    @RegisterExtension
    final People people = new People();

    private record FrameRow(String input, String answer, int socket, Consumer<Scene> act) {
        @Override
        public String toString() {
            return input + " → " + answer + (socket == STAYS ? ", stays" : ", closes " + socket);
        }
    }

    private record ProofRow(String input, String code, int socket, Function<ProtocolClient, String> proof) {
        @Override
        public String toString() {
            return input + " → " + code + ", closes " + socket;
        }
    }

    private record OriginRow(
            String input, @Nullable String origin, @Nullable String subprotocol, int status) {
        @Override
        public String toString() {
            return input + " → HTTP " + status;
        }
    }

    private static FrameRow row(String input, String answer, int socket, Consumer<Scene> act) {
        return new FrameRow(input, answer, socket, act);
    }

    static Stream<FrameRow> framing() {
        return Stream.of(
                row("malformed JSON", "error malformed", STAYS, s -> s.mallory().sendText("{\"type\":\"ping\"")),
                row("no JSON at all", "error malformed", STAYS, s -> s.mallory().sendText("hello?")),
                row("an empty frame", "error malformed", STAYS, s -> s.mallory().sendText("")),
                row("an array", "error malformed", STAYS, s -> s.mallory().sendText("[{\"type\":\"ping\"}]")),
                row("no type", "error malformed", STAYS, s -> s.mallory().sendText("{\"id\":\"1\"}")),
                row(
                        "duplicate members",
                        "error malformed",
                        STAYS,
                        s -> s.mallory().sendText("{\"type\":\"ping\",\"type\":\"ping\"}")),
                row(
                        "duplicate members deep inside",
                        "error malformed",
                        STAYS,
                        s -> s.mallory().sendText("{\"type\":\"ping\",\"x\":{\"y\":1,\"y\":2}}")),
                row("binary", "error malformed", STAYS, s -> s.mallory().sendBinary(new byte[] {1, 2, 3})),
                row("a missing member", "error malformed", STAYS, s -> s.say(Json.frame("call:init"))),
                row(
                        "a member of another kind",
                        "error malformed",
                        STAYS,
                        s -> s.say(Json.frame("msg:typing")
                                .put("to", s.peer().address())
                                .put("on", "yes"))),
                row(
                        "an id of 64 characters",
                        "token",
                        STAYS,
                        s -> s.mallory().send(Json.frame("token").put("id", "i".repeat(64)))),
                row(
                        "an id of 65 characters",
                        "error malformed",
                        STAYS,
                        s -> s.mallory().send(Json.frame("token").put("id", "i".repeat(65)))),
                row(
                        "an unknown member",
                        "pong",
                        STAYS,
                        s -> s.mallory().send(Json.frame("ping").put("later", true))),
                row("an unknown type", "error unknown_type", STAYS, s -> s.say(Json.frame("call:teleport"))),
                row("a server's type", "error unknown_type", STAYS, s -> s.say(Json.frame("resync"))),
                row("64 KiB", "pong", STAYS, s -> s.mallory().sendText(Scene.pingOf(65_536))),
                row(
                        "64 KiB and a byte",
                        "error frame_too_large",
                        STAYS,
                        s -> s.mallory().sendText(Scene.pingOf(65_537))),
                row("100 KB", "error frame_too_large", STAYS, s -> s.mallory().sendText(Scene.pingOf(100_000))),
                row("128 KiB", "error frame_too_large", STAYS, s -> s.mallory().sendText(Scene.pingOf(131_072))),
                row("128 KiB and a byte", "", 1009, s -> s.mallory().sendText(Scene.pingOf(131_073))),
                row("200 KB", "", 1009, s -> s.mallory().sendText(Scene.pingOf(200_000))),
                row(
                        "text that is not UTF-8",
                        "",
                        1007,
                        s -> s.mallory()
                                .sendRaw(1, "{\"type\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1), true)),
                row(
                        "auth once more",
                        "error bad_state",
                        STAYS,
                        s -> s.mallory()
                                .send(Json.frame("auth")
                                        .put("proof", s.mallory().authProof()))));
    }

    static Stream<FrameRow> intents() {
        return Stream.of(
                row(
                        "an intent altered after signing",
                        "error bad_signature",
                        STAYS,
                        s -> s.signedIntent(Scene::withOtherClaims)),
                row(
                        "an intent without its signature",
                        "error bad_signature",
                        STAYS,
                        s -> s.signedIntent(Scene::withoutSignature)),
                row(
                        "an intent with the other form of its signature",
                        "error bad_signature",
                        STAYS,
                        s -> s.signedIntent(Scene::withOtherFormOfItsSignature)),
                row("an intent that is no JWS", "error malformed", STAYS, s -> s.signedIntent(jws -> "intent")),
                row(
                        "an intent of another purpose",
                        "error bad_signature",
                        STAYS,
                        s -> s.intentWithHeader(
                                "EdDSA", "callvault-accept+jws", s.mallory().address())),
                row(
                        "an intent with alg none",
                        "error bad_signature",
                        STAYS,
                        s -> s.intentWithHeader(
                                "none", "callvault-call+jws", s.mallory().address())),
                row(
                        "an intent with alg HS256",
                        "error bad_signature",
                        STAYS,
                        s -> s.intentWithHeader(
                                "HS256", "callvault-call+jws", s.mallory().address())),
                row(
                        "an intent in somebody else's name",
                        "error bad_signature",
                        STAYS,
                        s -> s.intentWithHeader(
                                "EdDSA", "callvault-call+jws", s.peer().address())),
                row(
                        "an intent whose from is somebody else",
                        "error bad_signature",
                        STAYS,
                        s -> s.intent(
                                claims -> claims.put("from", Identity.create().address()))),
                row(
                        "an intent from another device",
                        "error bad_signature",
                        STAYS,
                        s -> s.intent(
                                claims -> claims.put("device", UUID.randomUUID().toString()))),
                row(
                        "an intent for another server",
                        "error bad_signature",
                        STAYS,
                        s -> s.intent(claims -> claims.put("aud", "https://elsewhere.example"))),
                row(
                        "an intent of ten minutes ago",
                        "error stale_intent",
                        STAYS,
                        s -> s.intent(
                                claims -> claims.put("iat", claims.path("iat").longValue() - 600))),
                row(
                        "an intent of ten minutes hence",
                        "error clock_skew",
                        STAYS,
                        s -> s.intent(
                                claims -> claims.put("iat", claims.path("iat").longValue() + 600))),
                row(
                        "an intent with neither audio nor video",
                        "error malformed",
                        STAYS,
                        s -> s.intent(claims -> claims.put("media", "smell"))),
                row(
                        "an intent to somebody else than the frame's peer",
                        "error bad_signature",
                        STAYS,
                        s -> s.intent(
                                claims -> claims.put("to", Identity.create().address()))),
                row("an intent for another call than the frame's", "error bad_signature", STAYS, s -> {
                    var intent = s.prepared().intent();
                    s.init(s.prepared(), intent, s.peer().address());
                }),
                row("an intent that somebody else sent before", "error bad_signature", STAYS, s -> {
                    var call = s.ofOthers();
                    s.say(s.asIfMallorys(call).frame("call:init").put("intent", call.intent()));
                }),
                row("another intent for a call that exists", "error conflict", STAYS, s -> {
                    var call = s.mallory().calls().place(s.peer().address(), Media.AUDIO);
                    call.end();
                    var claims = s.mallory().calls().intentClaims(s.peer().address(), Media.AUDIO);
                    var other = s.mallory()
                            .calls()
                            .prepare(claims.put("call", call.id().toString()));
                    s.say(other.frame("call:init").put("intent", other.intent()));
                }),
                row("an intent's jti for another call", "error stale_intent", STAYS, s -> {
                    var claims = s.mallory().calls().intentClaims(s.peer().address(), Media.AUDIO);
                    var call = s.mallory().calls().prepare(claims.deepCopy());
                    call.init();
                    call.end();
                    s.intent(again -> again.put("jti", claims.path("jti").asString()));
                }),
                row(
                        "a call to oneself",
                        "error self_call",
                        STAYS,
                        s -> s.init(
                                s.mallory().calls().prepare(s.mallory().address(), Media.AUDIO),
                                s.mallory().address())),
                row("a call to what is no address", "error bad_address", STAYS, s -> s.init(s.prepared(), "call:0OIl")),
                row(
                        "a call to an address that is too short",
                        "error bad_address",
                        STAYS,
                        s -> s.init(s.prepared(), "call:11")),
                row(
                        "a call to a key of low order",
                        "error bad_address",
                        STAYS,
                        s -> s.init(s.mallory().calls().prepare(LOW_ORDER, Media.AUDIO), LOW_ORDER)));
    }

    static Stream<FrameRow> calls() {
        return Stream.of(
                row(
                        "the end of a call that is none",
                        "error no_such_call",
                        STAYS,
                        s -> s.say(s.prepared().frame("call:end"))),
                row(
                        "the end of somebody else's call",
                        "error not_your_call",
                        STAYS,
                        s -> s.say(s.asIfMallorys(s.ofOthers()).frame("call:end"))),
                row(
                        "the rejection of somebody else's call",
                        "error not_your_call",
                        STAYS,
                        s -> s.say(s.asIfMallorys(s.ofOthers()).frame("call:reject"))),
                row(
                        "somebody else's call accepted",
                        "error not_your_call",
                        STAYS,
                        s -> s.say(s.asIfMallorys(s.ofOthers()).acceptFrame())),
                row(
                        "somebody else's call said to ring",
                        "error not_your_call",
                        STAYS,
                        s -> s.say(s.asIfMallorys(s.ofOthers()).frame("call:ringing"))),
                row(
                        "an offer into somebody else's call",
                        "error not_your_call",
                        STAYS,
                        s -> s.say(s.asIfMallorys(s.ofOthers()).description("offer", 1))),
                row("one's own call with a wrong peer", "error not_your_call", STAYS, s -> {
                    var call = s.mallory().calls().place(s.peer().address(), Media.AUDIO);
                    s.say(call.as(Identity.create().address()).frame("call:end"));
                }),
                row("one's own call accepted by oneself", "error bad_state", STAYS, s -> {
                    var call = s.mallory().calls().place(s.peer().address(), Media.AUDIO);
                    s.say(call.acceptFrame());
                }),
                row("an acceptance of another intent", "error bad_signature", STAYS, s -> {
                    var call = s.peer().calls().place(s.mallory().address(), Media.AUDIO);
                    var other = s.prepared();
                    s.mallory().calls().awaitIncoming(call.id(), SOON);
                    s.say(s.mallory()
                            .calls()
                            .placed(call.id(), s.peer().address(), other.intent())
                            .acceptFrame());
                }),
                row("an acceptance signed by somebody else", "error bad_signature", STAYS, s -> {
                    var call = s.peer().calls().place(s.mallory().address(), Media.AUDIO);
                    var incoming = s.mallory().calls().awaitIncoming(call.id(), SOON);
                    var signed = s.people()
                            .connect()
                            .calls()
                            .placed(call.id(), "", call.intent())
                            .acceptFrame();
                    s.say(incoming.frame("call:accept")
                            .put("acceptance", signed.path("acceptance").asString()));
                }),
                row("an answer from a device that takes no part", "error not_your_call", STAYS, s -> {
                    var phone = s.people().connectAnotherDeviceOf(s.mallory());
                    var call = s.peer().calls().place(s.mallory().address(), Media.AUDIO);
                    phone.calls().awaitIncoming(call.id(), SOON).accept();
                    s.say(s.mallory().calls().awaitIncoming(call.id(), SOON).description("answer", 1));
                }));
    }

    static Stream<FrameRow> messages() {
        return Stream.of(
                row("an empty body", "error empty_message", STAYS, s -> s.text("")),
                row("a body of 16384 bytes", "msg:ack", STAYS, s -> s.text("b".repeat(16_384))),
                row("a body of 16385 bytes", "error message_too_large", STAYS, s -> s.text("b".repeat(16_385))),
                row("a body of 17 KiB", "error message_too_large", STAYS, s -> s.text("b".repeat(17_408))),
                row("8192 letters of two bytes", "msg:ack", STAYS, s -> s.text("ü".repeat(8_192))),
                row(
                        "8192 letters of two bytes and one more",
                        "error message_too_large",
                        STAYS,
                        s -> s.text("ü".repeat(8_192) + "u")),
                row("a clientId again with another body", "error client_id_reused", STAYS, s -> {
                    var clientId = UUID.randomUUID();
                    s.mallory().ask(s.mallory().chats().text(s.peer().address(), clientId, "one"));
                    s.say(s.mallory().chats().text(s.peer().address(), clientId, "two"));
                }),
                row(
                        "a clientId that is no UUID",
                        "error malformed",
                        STAYS,
                        s -> s.say(s.mallory()
                                .chats()
                                .text(s.peer().address(), "x")
                                .put("clientId", "one"))),
                row(
                        "an unknown kind",
                        "error malformed",
                        STAYS,
                        s -> s.say(s.mallory()
                                .chats()
                                .text(s.peer().address(), "x")
                                .put("kind", "smell"))),
                row(
                        "a missed call that no call has left",
                        "error malformed",
                        STAYS,
                        s -> s.say(s.mallory()
                                .chats()
                                .text(s.peer().address(), "audio")
                                .put("kind", "call"))),
                row(
                        "a message to what is no address",
                        "error bad_address",
                        STAYS,
                        s -> s.say(s.mallory().chats().text("call:0OIl", "x"))),
                row(
                        "a message to a key of low order",
                        "error bad_address",
                        STAYS,
                        s -> s.say(s.mallory().chats().text(LOW_ORDER, "x"))),
                row(
                        "a message to oneself",
                        "error self_call",
                        STAYS,
                        s -> s.say(s.mallory().chats().text(s.mallory().address(), "x"))),
                row(
                        "a watermark in a conversation of others",
                        "error not_a_member",
                        STAYS,
                        s -> s.say(Json.frame("msg:read")
                                .put(
                                        "conversation",
                                        s.peer()
                                                .chats()
                                                .conversation(Identity.create().address()))
                                .put("to", s.peer().address())
                                .put("upTo", 1))));
    }

    @ParameterizedTest
    @MethodSource
    void framing(FrameRow row) {
        check(row);
    }

    @ParameterizedTest
    @MethodSource
    void intents(FrameRow row) {
        check(row);
    }

    @ParameterizedTest
    @MethodSource
    void calls(FrameRow row) {
        check(row);
    }

    @ParameterizedTest
    @MethodSource
    void messages(FrameRow row) {
        check(row);
    }

    private void check(FrameRow row) {
        var scene = new Scene(people);
        var mallory = scene.mallory();
        long mark = mallory.log().mark();
        row.act().accept(scene);
        if (!row.answer().isEmpty()) {
            mallory.log().await(mark, frame -> Scene.answers(frame, row.answer()), SOON, row.answer());
        }
        if (row.socket() == STAYS) {
            assertThat(mallory.ask(Json.frame("token")).type()).isEqualTo("token");
        } else {
            assertThat(mallory.awaitClosed(SOON).code()).isEqualTo(row.socket());
        }
        if (row.answer().startsWith("error ")) {
            assertNothingCameOfIt(scene);
        }
    }

    static Stream<ProofRow> proofs() {
        return Stream.of(
                proof("no JWS", "bad_proof", c -> "proof"),
                proof("a replayed challenge", "bad_proof", c -> {
                    var claims = c.authClaims();
                    claims.put("nonce", Identity.base64Url(new byte[32]));
                    return sign(c, claims);
                }),
                proof(
                        "another server's audience",
                        "bad_proof",
                        c -> sign(c, c.authClaims().put("aud", "https://elsewhere.example"))),
                proof(
                        "another purpose",
                        "bad_proof",
                        c -> c.device().identity().sign("callvault-token+jws", c.authClaims())),
                proof(
                        "alg none",
                        "bad_proof",
                        c -> Scene.withoutSignature(
                                c.device().identity().signWithHeader(header("none", c.address()), c.authClaims()))),
                proof(
                        "somebody else's name",
                        "bad_proof",
                        c -> c.device()
                                .identity()
                                .signWithHeader(
                                        header("EdDSA", Identity.create().address()), c.authClaims())),
                proof(
                        "a key of low order",
                        "bad_proof",
                        c -> c.device().identity().signWithHeader(header("EdDSA", LOW_ORDER), c.authClaims())),
                proof("claims altered after signing", "bad_proof", c -> {
                    var before = sign(c, c.authClaims());
                    var after = sign(c, c.authClaims());
                    return after.substring(0, after.lastIndexOf('.')) + before.substring(before.lastIndexOf('.'));
                }),
                proof(
                        "the other form of the signature",
                        "bad_proof",
                        c -> Scene.withOtherFormOfItsSignature(c.authProof())),
                proof(
                        "a device that is no UUID",
                        "bad_proof",
                        c -> sign(c, c.authClaims().put("device", "phone"))),
                proof("ten minutes ago", "clock_skew", c -> sign(c, shifted(c, -600))),
                proof("ten minutes hence", "clock_skew", c -> sign(c, shifted(c, 600))));
    }

    @ParameterizedTest
    @MethodSource
    void proofs(ProofRow row) {
        var client = people.open(Device.create());
        client.send(Json.frame("auth").put("proof", row.proof().apply(client)));
        assertRefusedAndClosed(client, row.code(), row.socket());
    }

    static Stream<Arguments> beforeReady() {
        var typing =
                Json.frame("msg:typing").put("to", Identity.create().address()).put("on", true);
        return Stream.of(
                Arguments.of("{\"type\":\"ping\"}", "not_authenticated"),
                Arguments.of(Json.write(typing), "not_authenticated"),
                Arguments.of("{\"type\":\"surprise\"}", "unknown_type"),
                Arguments.of("surprise", "malformed"));
    }

    @ParameterizedTest
    @MethodSource
    void beforeReady(String frame, String code) {
        var client = people.open(Device.create());
        client.hello();
        client.sendText(frame);
        assertRefusedAndClosed(client, code, 4401);
    }

    @Test
    void silenceEndsAfterFiveSeconds() {
        long opened = System.nanoTime();
        var client = people.open(Device.create());
        assertRefusedAndClosed(client, "not_authenticated", 4401);
        assertThat(Duration.ofNanos(System.nanoTime() - opened))
                .isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(8));
    }

    @Test
    void whoAuthenticatesWithinFiveSecondsIsIn() {
        var client = people.open(Device.create());
        staysOpenFor(client, Duration.ofSeconds(4));
        assertThat(client.authenticate().type()).isEqualTo("ready");
    }

    @Test
    void aConnThatIsNotAboveTheCurrentOneIsSuperseded() {
        var current = people.reconnect(people.connect());
        for (long conn : new long[] {current.device().conn(), current.device().conn() - 1}) {
            var late = people.open(
                    new Device(People.identityOf(current), current.device().id()));
            late.send(Json.frame("auth")
                    .put("proof", sign(late, late.authClaims().put("conn", conn))));
            assertRefusedAndClosed(late, "superseded", 4409);
        }
        assertThat(current.ask(Json.frame("token")).type()).isEqualTo("token");
    }

    @Test
    void aHigherConnClosesTheOlderSocket() {
        var older = people.connect();
        var newer = people.reconnect(older);
        assertThat(older.awaitClosed(SOON).code()).isEqualTo(4409);
        assertThat(newer.ask(Json.frame("token")).type()).isEqualTo("token");
    }

    static Stream<OriginRow> origins() {
        var own = RunningStandalone.shared().server().audience();
        return Stream.of(
                new OriginRow("a foreign origin", "https://evil.example", Handshake.SUBPROTOCOL, 403),
                new OriginRow("the null origin", "null", Handshake.SUBPROTOCOL, 403),
                new OriginRow("a subdomain", own.replace("localhost", "evil.localhost"), Handshake.SUBPROTOCOL, 403),
                new OriginRow("another port", own + "1", Handshake.SUBPROTOCOL, 403),
                new OriginRow("another scheme", own.replace("http:", "https:"), Handshake.SUBPROTOCOL, 403),
                new OriginRow("an origin that goes on", own + ".evil.example", Handshake.SUBPROTOCOL, 403),
                new OriginRow("no subprotocol", own, null, 400),
                new OriginRow("another subprotocol", own, "callvault.v0", 400));
    }

    @ParameterizedTest
    @MethodSource
    void origins(OriginRow row) {
        var handshake = Handshake.from(row.origin()).withSubprotocol(row.subprotocol());
        assertThatThrownBy(() -> people.open(Device.create(), handshake))
                .isInstanceOfSatisfying(
                        HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(row.status()));
    }

    /** Standalone says yes to clients that are no browsers; the gateway's own tests say no. */
    @Test
    void aMissingOriginIsLetInWhereConfigurationSaysSo() throws HandshakeRefused {
        var client = people.open(Device.create(), Handshake.from(null));
        assertThat(client.authenticate().type()).isEqualTo("ready");
    }

    @Test
    void twentyMalformedFramesInAMinuteCloseTheSocket() {
        var client = people.connect();
        for (int i = 0; i < 19; i++) {
            client.sendText("malformed " + i);
        }
        assertThat(client.ask(Json.frame("token")).type()).isEqualTo("token");
        assertThat(errors(client, "malformed")).hasSize(19);
        client.sendText("malformed for the last time");
        assertThat(client.awaitClosed(SOON).code()).isEqualTo(4400);
    }

    @Test
    void theFiftyFirstFrameOfASecondIsRefusedAndTheSocketStays() {
        var client = people.connect();
        // The proof counts as well, and is to be out of the window.
        staysOpenFor(client, Duration.ofMillis(1_500));
        for (int i = 0; i < 51; i++) {
            client.sendText("{\"type\":\"ping\"}");
        }
        var refused = client.log().await(frame -> frame.code().equals("rate_limited"), SOON, "rate_limited");
        assertThat(refused.number("retryAfterMs")).isBetween(1L, 1_000L);
        assertThat(client.log().all(frame -> frame.is("pong"))).hasSize(50);
        assertThat(errors(client, "rate_limited")).hasSize(1);
        staysOpenFor(client, Duration.ofMillis(refused.number("retryAfterMs")));
        assertThat(client.ask(Json.frame("token")).type()).isEqualTo("token");
    }

    @Test
    void whoGoesOnRegardlessIsSentAway() {
        var client = people.connect();
        try {
            for (int i = 0; i < 5_000; i++) {
                client.sendText("{\"type\":\"ping\"}");
            }
        } catch (UncheckedIOException e) {
            // It was closed meanwhile, as it should be.
        }
        assertThat(client.awaitClosed(SOON).code()).isIn(4029, Closed.ABNORMAL);
    }

    @Test
    void theSixthCallOfAPairInAMinuteIsRefused() {
        var ana = people.connect();
        var bo = people.connect();
        callAndCancel(ana, bo.address(), 5);
        var sixth = ana.calls().prepare(bo.address(), Media.AUDIO);
        assertCallsLimited(patiently(sixth::init));
        var another = ana.calls().prepare(people.connect().address(), Media.AUDIO);
        assertThat(patiently(another::init).type()).isEqualTo("ok");
    }

    @Test
    void theTwentyFirstCallInAMinuteIsRefused() {
        var ana = people.connect();
        for (int i = 0; i < 4; i++) {
            callAndCancel(ana, Identity.create().address(), 5);
        }
        var last = ana.calls().prepare(Identity.create().address(), Media.AUDIO);
        assertCallsLimited(patiently(last::init));
    }

    static Stream<String> privateRoutes() {
        return Stream.of(
                "/api/calls",
                "/api/contacts",
                "/api/policy",
                "/api/blocklist",
                "/api/conversations",
                "/api/search?q=x",
                "/api/devices",
                "/api/links/0123456789",
                "/api/turn-config",
                "/api/conversations/dm:x/messages");
    }

    @ParameterizedTest
    @MethodSource
    void privateRoutes(String path) {
        var server = RunningStandalone.shared().server();
        for (var api : List.of(Api.anonymous(server), Api.withToken(server, "no.token.atall"))) {
            var answer = api.get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.code()).isEqualTo("not_authenticated");
        }
    }

    @Test
    void aTokenThatWasTamperedWithIsNone() {
        var token = people.connect().token();
        var tampered = Scene.withoutSignature(token) + Identity.base64Url(new byte[64]);
        assertThat(Api.withToken(RunningStandalone.shared().server(), tampered)
                        .get("/api/calls")
                        .status())
                .isEqualTo(401);
    }

    /** Whatever happened, two who had no part in it hear each other. */
    @AfterEach
    void bystandersAreUnhurt() {
        var one = people.connect();
        var other = people.connect();
        var ack = one.chats().send(other.address(), "still there?");
        other.chats().await(ack.text("message"), SOON);
        var reply = other.chats().send(one.address(), "yes");
        one.chats().await(reply.text("message"), SOON);
    }

    private static void callAndCancel(ProtocolClient caller, String callee, int times) {
        for (int i = 0; i < times; i++) {
            Call call = caller.calls().prepare(callee, Media.AUDIO);
            assertThat(patiently(call::init).type()).isEqualTo("ok");
            assertThat(patiently(call::end).type()).isEqualTo("ok");
        }
    }

    /** On a fast machine twenty calls are more than fifty frames in a second; that limit is another test's. */
    private static Frame patiently(Supplier<Frame> request) {
        while (true) {
            var reply = request.get();
            if (!reply.code().equals("rate_limited") || reply.number("retryAfterMs") > FRAME_WINDOW_MS) {
                return reply;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(reply.number("retryAfterMs")));
        }
    }

    private static void assertCallsLimited(Frame reply) {
        assertThat(reply.code()).isEqualTo("rate_limited");
        assertThat(reply.number("retryAfterMs")).isBetween(FRAME_WINDOW_MS + 1, 60_000L);
    }

    /** No call came into being, and no second message. */
    private static void assertNothingCameOfIt(Scene scene) {
        var peer = scene.peer();
        for (var call : scene.refusedCalls()) {
            assertThat(Json.write(peer.api().get("/api/calls").ok())).doesNotContain(call.toString());
            assertThat(peer.calls().applied(call)).isEmpty();
        }
        assertThat(peer.log().all(frame -> frame.is("msg:incoming"))).hasSizeLessThanOrEqualTo(1);
    }

    private static List<Frame> errors(ProtocolClient client, String code) {
        return client.log().all(frame -> frame.code().equals(code));
    }

    private static void assertRefusedAndClosed(ProtocolClient client, String code, int close) {
        client.log().await(frame -> frame.is("error"), SOON, "error " + code);
        assertThat(client.log().all(frame -> frame.is("error")))
                .extracting(Frame::code)
                .containsExactly(code);
        assertThat(client.awaitClosed(SOON).code()).isEqualTo(close);
        assertThat(client.log().all()).noneMatch(frame -> frame.is("ready"));
    }

    /** Time passes, and the connection outlives it. */
    private static void staysOpenFor(ProtocolClient client, Duration time) {
        assertThatThrownBy(() -> client.awaitClosed(time)).isInstanceOf(NotSeen.class);
    }

    private static ProofRow proof(String input, String code, Function<ProtocolClient, String> proof) {
        return new ProofRow(input, code, 4401, proof);
    }

    private static String sign(ProtocolClient client, ObjectNode claims) {
        return client.device().identity().sign("callvault-auth+jws", claims);
    }

    private static ObjectNode shifted(ProtocolClient client, long seconds) {
        var claims = client.authClaims();
        return claims.put("iat", claims.path("iat").longValue() + seconds);
    }

    private static ObjectNode header(String alg, String kid) {
        return Json.object().put("alg", alg).put("typ", "callvault-auth+jws").put("kid", kid);
    }
}
