package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.jws.Purpose;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.route.Revocations;
import com.callvault.common.token.Caller;
import com.callvault.common.token.TokenVerifier;
import com.callvault.common.wire.Json;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Plain HTTP: tokens, keys, files and errors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private Node node;

    @BeforeAll
    void start() {
        node = Node.start("gw-1");
    }

    @AfterAll
    void stop() {
        node.close();
        http.close();
    }

    @Test
    void healthIsUp() {
        HttpResponse<String> answer = get("/api/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void tokensOfTheSocketAndOfAProofVerifyByThePublishedKeys() {
        Person ana = Person.create();
        TokenVerifier verifier = new TokenVerifier(
                URI.create("http://127.0.0.1:" + node.port() + "/.well-known/jwks.json"),
                node.origin(),
                RevokedDevices.NONE,
                Clock.systemUTC());
        Caller expected = new Caller(ana.address(), ana.device());

        HttpResponse<String> answer = token(proof(ana, claims(ana)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(verifier.verify(
                        Json.MAPPER.readTree(answer.body()).get("token").stringValue()))
                .isEqualTo(expected);

        try (Client socket = Client.connect(node)) {
            socket.auth(ana, 1);
            assertThat(verifier.verify(socket.expect("ready").get("token").stringValue()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aProofBuysOneToken() {
        Person ana = Person.create();
        String body = proof(ana, claims(ana));
        assertThat(token(body).statusCode()).isEqualTo(200);
        assertProblem(token(body), 401, "bad_proof");
    }

    @Test
    void aRevokedDeviceGetsNoToken() {
        Person ana = Person.create();
        RedisClient client = RedisClient.create(TestStores.shared().redisUri());
        try (var redis = client.connect()) {
            new Revocations(redis.async())
                    .revoke(ana.address(), ana.device(), Instant.now())
                    .toCompletableFuture()
                    .join();
        } finally {
            client.shutdown();
        }
        assertProblem(token(proof(ana, claims(ana))), 403, "revoked");
        Person elsewhere = ana.onAnotherDevice();
        assertThat(token(proof(elsewhere, claims(elsewhere))).statusCode()).isEqualTo(200);
    }

    @Test
    void noDeviceOfADeletedAccountGetsAToken() {
        Person ana = Person.create();
        RedisClient client = RedisClient.create(TestStores.shared().redisUri());
        try (var redis = client.connect()) {
            new Revocations(redis.async())
                    .depart(ana.address(), Instant.now())
                    .toCompletableFuture()
                    .join();
        } finally {
            client.shutdown();
        }
        Person elsewhere = ana.onAnotherDevice();
        assertProblem(token(proof(elsewhere, claims(elsewhere))), 410, "account_deleted");
    }

    record Bad(String what, String body, int status, String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> badProofs() {
        Person ana = Person.create();
        return Stream.of(
                new Bad("no JSON", "{", 400, "malformed"),
                new Bad("null", "null", 400, "malformed"),
                new Bad("no proof", "{}", 400, "malformed"),
                new Bad("a member twice", "{\"proof\":\"a\",\"proof\":\"b\"}", 400, "malformed"),
                new Bad("17 KiB", "{\"proof\":\"" + "x".repeat(17 * 1024) + "\"}", 413, "payload_too_large"),
                new Bad("no JWS", "{\"proof\":\"x\"}", 401, "bad_proof"),
                new Bad(
                        "a socket's proof",
                        "{\"proof\":\"" + ana.sign(Purpose.AUTH, claims(ana)) + "\"}",
                        401,
                        "bad_proof"),
                new Bad("another audience", proof(ana, spoiled(ana, "aud", "https://evil.example")), 401, "bad_proof"),
                new Bad("no jti", proof(ana, spoiled(ana, "jti", "")), 401, "bad_proof"),
                new Bad(
                        "too old",
                        proof(ana, spoiled(ana, "iat", Instant.now().getEpochSecond() - 600)),
                        400,
                        "clock_skew"));
    }

    @ParameterizedTest
    @MethodSource("badProofs")
    void aBadProofBuysNothing(Bad bad) {
        assertProblem(token(bad.body()), bad.status(), bad.code());
    }

    @Test
    void aForeignPageGetsNoToken() {
        Person ana = Person.create();
        HttpRequest request = HttpRequest.newBuilder(uri("/api/token"))
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString(proof(ana, claims(ana))))
                .build();
        assertProblem(send(request), 403, "forbidden");
    }

    @Test
    void everyErrorIsAProblem() {
        assertProblem(get("/nothing/here"), 404, "not_found");
        assertProblem(get("/api/token"), 405, "malformed");
        assertProblem(
                send(HttpRequest.newBuilder(uri("/api/token"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))
                        .build()),
                415,
                "unsupported_media_type");
    }

    @Test
    void thePageIsServedWithItsHeaders() {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<div id=\"root\">");
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("permissions-policy").orElse(""))
                .contains("camera=(self)", "microphone=(self)");
        assertThat(page.headers().firstValue("strict-transport-security")).isPresent();
        assertThat(page.headers().firstValue("server")).isEmpty();
    }

    @Test
    void hashedFilesAreKeptForGood() {
        HttpResponse<String> script = get("/assets/test-0a1b2c.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("cache-control").orElse("")).contains("immutable", "max-age=31536000");
        assertThat(script.headers().firstValue("content-type").orElse("")).contains("javascript");
    }

    /** Half a megabyte of script must not cross a phone's network as it is. */
    @Test
    void thePageIsCompressed() {
        HttpResponse<String> script = send(HttpRequest.newBuilder(uri("/assets/large-3d4e5f.js"))
                .header("Accept-Encoding", "gzip")
                .build());
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(script.headers().firstValue("cache-control").orElse("")).contains("immutable");
    }

    @Test
    void metricsAnswerOnTheManagementPort() {
        URI metrics = URI.create("http://127.0.0.1:" + node.managementPort() + "/actuator/prometheus");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(metrics).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("callvault_gateway_connections ")
                .contains("callvault_gateway_errors_total{code=\"bad_proof\"");
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    private static Map<String, Object> claims(Person person) {
        return new TreeMap<>(Map.of(
                "aud", "https://calls.example",
                "device", person.device().toString(),
                "iat", Instant.now().getEpochSecond(),
                "jti", UUID.randomUUID().toString()));
    }

    private static Map<String, Object> spoiled(Person person, String claim, Object value) {
        Map<String, Object> claims = claims(person);
        claims.put(claim, value);
        return claims;
    }

    private static String proof(Person person, Map<String, Object> claims) {
        return "{\"proof\":\"" + person.sign(Purpose.TOKEN, claims) + "\"}";
    }

    private HttpResponse<String> token(String body) {
        return send(HttpRequest.newBuilder(uri("/api/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + node.port() + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
    }
}
