package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.jws.CompactJws;
import com.callvault.common.jws.Purpose;
import com.callvault.common.wire.Json;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import com.callvault.gateway.testing.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The opening, and every way to get it wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpeningIT {
    private Node node;

    @BeforeAll
    void start() {
        node = Node.start("gw-1");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aGoodProofGetsReadyWithTokenAndLimits() {
        Person ana = Person.create();
        try (Client client = Client.connect(node)) {
            client.auth(ana, 1);
            JsonNode ready = client.expect("ready");
            assertThat(ready.get("address").stringValue())
                    .isEqualTo(ana.address().value());
            assertThat(ready.get("device").stringValue()).isEqualTo(ana.device().toString());
            assertThat(ready.get("heartbeatMs").intValue()).isEqualTo(25_000);
            assertThat(ready.get("tokenExpiresAt").longValue()).isGreaterThan(System.currentTimeMillis() + 590_000);
            assertThat(ready.get("limits")).isEqualTo(Json.MAPPER.readTree("""
                                    {"frameBytes":65536,"bodyBytes":16384,"uploadBytes":10485760,
                                     "framesPerSecond":50,"callsPerMinute":20,"callsPerPairPerMinute":5,
                                     "editMs":900000,"unsendMs":172800000}"""));
            client.expectAlive();
            client.send("{\"type\":\"token\",\"id\":\"t1\"}");
            JsonNode token = client.expect("token");
            assertThat(token.get("re").stringValue()).isEqualTo("t1");
            assertThat(token.get("token").stringValue()).hasSizeGreaterThan(100);
        }
    }

    @Test
    void helloNamesTheNodeAndAFreshChallenge() {
        try (Client one = Client.connect(node);
                Client other = Client.connect(node)) {
            JsonNode hello = one.expect("hello");
            assertThat(hello.get("node").stringValue())
                    .isEqualTo(node.id().value())
                    .startsWith("gw-1.");
            String challenge = hello.get("challenge").stringValue();
            assertThat(Base64.getUrlDecoder().decode(challenge)).hasSize(32);
            assertThat(other.expect("hello").get("challenge").stringValue()).isNotEqualTo(challenge);
        }
    }

    record BeforeReady(String what, String frame, String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<BeforeReady> framesBeforeReady() {
        return Stream.of(
                new BeforeReady("a ping", "{\"type\":\"ping\"}", "not_authenticated"),
                new BeforeReady("a token request", "{\"type\":\"token\"}", "not_authenticated"),
                new BeforeReady("a call frame", Frames.callEnd(Person.create()), "not_authenticated"),
                new BeforeReady("a message frame", Frames.text(Person.create(), "hello"), "not_authenticated"),
                new BeforeReady("no JSON", "{", "malformed"),
                new BeforeReady("a member twice", "{\"type\":\"auth\",\"proof\":\"a\",\"proof\":\"b\"}", "malformed"),
                new BeforeReady("auth without a proof", "{\"type\":\"auth\"}", "malformed"),
                new BeforeReady("an unknown type", "{\"type\":\"auth2\"}", "unknown_type"),
                new BeforeReady("100 KB", Frames.ofBytes(100_000), "frame_too_large"));
    }

    @ParameterizedTest
    @MethodSource("framesBeforeReady")
    void anythingButAuthBeforeReadyEndsTheConnection(BeforeReady input) {
        try (Client client = Client.connect(node)) {
            client.expect("hello");
            client.send(input.frame());
            client.expectError(input.code());
            client.expectClose(4401);
        }
    }

    @Test
    void binaryBeforeReadyEndsTheConnection() {
        try (Client client = Client.connect(node)) {
            client.expect("hello");
            client.sendBinary(new byte[] {1, 2, 3});
            client.expectError("malformed");
            client.expectClose(4401);
        }
    }

    @Test
    void silenceEndsTheConnectionAfterFiveSeconds() {
        long openedAt = System.nanoTime();
        try (Client client = Client.connect(node)) {
            client.expect("hello");
            client.expectError("not_authenticated");
            client.expectClose(4401);
            assertThat((System.nanoTime() - openedAt) / 1e9).isBetween(4.8, 6.0);
        }
    }

    /** Makes the proof of {@code person} for {@code challenge} in some wrong way. */
    interface Spoiled {
        String proof(Person person, String challenge, String audience);
    }

    record BadProof(String what, String code, Spoiled spoiled) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<BadProof> badProofs() {
        return Stream.of(
                new BadProof("no JWS", "bad_proof", (person, challenge, audience) -> "no.jws.this"),
                new BadProof(
                        "another connection's challenge",
                        "bad_proof",
                        (person, challenge, audience) ->
                                person.proof(Base64.getUrlEncoder().encodeToString(new byte[32]), audience, 1)),
                new BadProof(
                        "another server's audience",
                        "bad_proof",
                        (person, challenge, audience) -> person.proof(challenge, "https://evil.example", 1)),
                new BadProof(
                        "a token's purpose",
                        "bad_proof",
                        (person, challenge, audience) ->
                                person.sign(Purpose.TOKEN, person.authClaims(challenge, audience, 1))),
                new BadProof(
                        "alg none",
                        "bad_proof",
                        (person, challenge, audience) -> Stream.of(
                                        "{\"alg\":\"none\",\"typ\":\"callvault-auth+jws\",\"kid\":\""
                                                + person.address().value() + "\"}",
                                        Json.write(person.authClaims(challenge, audience, 1)),
                                        "")
                                .map(part -> Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                                .reduce((left, right) -> left + "." + right)
                                .orElseThrow()),
                new BadProof("somebody else's signature", "bad_proof", (person, challenge, audience) -> {
                    String good = person.proof(challenge, audience, 1);
                    String foreign = Person.create().proof(challenge, audience, 1);
                    return good.substring(0, good.lastIndexOf('.')) + foreign.substring(foreign.lastIndexOf('.'));
                }),
                new BadProof(
                        "a low-order key",
                        "bad_proof",
                        (person, challenge, audience) -> CompactJws.sign(
                                Purpose.AUTH.typ(),
                                "call:4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM",
                                null,
                                Json.write(person.authClaims(challenge, audience, 1)),
                                new byte[32])),
                spoiledClaim("conn 0", "bad_proof", "conn", 0),
                spoiledClaim("conn above 2^53-1", "bad_proof", "conn", 1L << 53),
                spoiledClaim("conn as text", "bad_proof", "conn", "1"),
                spoiledClaim("a device that is none", "bad_proof", "device", "phone"),
                spoiledClaim("iat of ten minutes ago", "clock_skew", "iat", System.currentTimeMillis() / 1000 - 600),
                spoiledClaim("iat in ten minutes", "clock_skew", "iat", System.currentTimeMillis() / 1000 + 600),
                spoiledClaim("iat in milliseconds", "bad_proof", "iat", System.currentTimeMillis()));
    }

    private static BadProof spoiledClaim(String what, String code, String claim, Object value) {
        return new BadProof(what, code, (person, challenge, audience) -> {
            Map<String, Object> claims = person.authClaims(challenge, audience, 1);
            claims.put(claim, value);
            return person.sign(Purpose.AUTH, claims);
        });
    }

    @ParameterizedTest
    @MethodSource("badProofs")
    void aBadProofEndsTheConnection(BadProof bad) {
        try (Client client = Client.connect(node)) {
            String challenge = client.expect("hello").get("challenge").stringValue();
            String proof = bad.spoiled().proof(Person.create(), challenge, client.audience());
            client.send("{\"type\":\"auth\",\"id\":\"a1\",\"proof\":\"" + proof + "\"}");
            assertThat(client.expectError(bad.code()).get("re").stringValue()).isEqualTo("a1");
            client.expectClose(4401);
        }
    }

    @Test
    void aProofCountsOnItsOwnConnectionOnly() {
        Person ana = Person.create();
        try (Client one = Client.connect(node);
                Client other = Client.connect(node)) {
            String proof = ana.proof(one.expect("hello").get("challenge").stringValue(), one.audience(), 1);
            other.expect("hello");
            other.send("{\"type\":\"auth\",\"proof\":\"" + proof + "\"}");
            other.expectError("bad_proof");
            other.expectClose(4401);
        }
    }

    @Test
    void theHighestConnIs2To53Minus1() {
        try (Client client = Client.ready(node, Person.create(), (1L << 53) - 1)) {
            client.expectAlive();
        }
    }

    record Upgrade(String what, List<String> without, List<String> with, int status, String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Upgrade> badUpgrades() {
        return Stream.of(
                new Upgrade("no origin", List.of("Origin"), List.of(), 403, "forbidden"),
                origin("https://evil.example"),
                origin("null"),
                origin("https://sub.calls.example"),
                origin("https://calls.example.evil.example"),
                origin("http://calls.example"),
                origin("https://calls.example:444"),
                new Upgrade("two origins", List.of(), List.of("Origin: https://calls.example"), 403, "forbidden"),
                new Upgrade(
                        "an origin that equals its Host",
                        List.of("Host", "Origin"),
                        List.of("Host: evil.example", "Origin: http://evil.example"),
                        403,
                        "forbidden"),
                new Upgrade("no subprotocol", List.of("Sec-WebSocket-Protocol"), List.of(), 400, "malformed"),
                new Upgrade(
                        "another subprotocol",
                        List.of("Sec-WebSocket-Protocol"),
                        List.of("Sec-WebSocket-Protocol: callvault.v2"),
                        400,
                        "malformed"),
                new Upgrade(
                        "no upgrade",
                        List.of("Upgrade", "Connection"),
                        List.of("Connection: close"),
                        400,
                        "malformed"));
    }

    private static Upgrade origin(String origin) {
        return new Upgrade("origin " + origin, List.of("Origin"), List.of("Origin: " + origin), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("badUpgrades")
    void aBadUpgradeIsRefusedWithAProblemThatSaysWhatToDo(Upgrade bad) {
        List<String> headers = RawClient.upgrade(node);
        headers.removeIf(line -> bad.without().stream().anyMatch(name -> line.startsWith(name + ":")));
        headers.addAll(bad.with());
        RawClient.Answer answer = RawClient.request(node, "GET /ws HTTP/1.1", headers);
        assertThat(answer.status()).as("%s", answer).isEqualTo(bad.status());
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(bad.code());
        assertThat(problem.get("detail").stringValue()).hasSizeGreaterThan(20);
    }

    @Test
    void ourSubprotocolIsChosenAmongOthersAndNothingIsCompressed() {
        List<String> headers = RawClient.upgrade(node);
        headers.removeIf(line -> line.startsWith("Sec-WebSocket-Protocol"));
        headers.add("Sec-WebSocket-Protocol: chat, callvault.v1");
        headers.add("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        RawClient.Answer answer = RawClient.request(node, "GET /ws HTTP/1.1", headers);
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).containsEntry("sec-websocket-protocol", "callvault.v1");
        assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
    }

    @Test
    void aLowerOrEqualConnIsSuperseded() {
        Person ana = Person.create();
        try (Client current = Client.ready(node, ana, 7)) {
            for (long conn : List.of(6L, 7L)) {
                try (Client late = Client.connect(node)) {
                    late.auth(ana, conn);
                    late.expectError("superseded");
                    late.expectClose(4409);
                }
            }
            current.expectAlive();
        }
    }

    @Test
    void aHigherConnClosesTheOlderSocket() {
        Person ana = Person.create();
        try (Client older = Client.ready(node, ana, 1);
                Client newer = Client.ready(node, ana, 2)) {
            older.expectClose(4409);
            newer.expectAlive();
        }
    }

    @Test
    void anotherAudienceIsItsPagesOrigin() {
        // The page of an allowed origin proves for that origin and not for the public one.
        try (Node twoOrigins = Node.start(
                "gw-9", Map.of("callvault.allowed-origins", "https://calls.example,http://localhost:8080"))) {
            Person ana = Person.create();
            try (Client client = Client.connect(twoOrigins, "http://localhost:8080")) {
                String challenge = client.expect("hello").get("challenge").stringValue();
                client.send(
                        "{\"type\":\"auth\",\"proof\":\"" + ana.proof(challenge, "https://calls.example", 1) + "\"}");
                client.expectError("bad_proof");
            }
            try (Client client = Client.connect(twoOrigins, "http://localhost:8080")) {
                client.auth(ana, 1);
                client.expect("ready");
            }
        }
    }

    @Test
    void withoutAnOriginThePublicOneIsMeantWhereConfigurationLetsThemIn() {
        try (Node open = Node.start("gw-8", Map.of("callvault.gateway.allow-missing-origin", "true"))) {
            try (Client client = Client.connect(open, null)) {
                client.auth(Person.create(), 1);
                client.expect("ready");
            }
        }
    }

    @Test
    void authAfterReadyIsRefusedAndTheSocketStays() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            client.send("{\"type\":\"auth\",\"id\":\"again\",\"proof\":\"" + UUID.randomUUID() + "\"}");
            client.expectError("bad_state");
            client.expectAlive();
        }
    }
}
