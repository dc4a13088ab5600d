package com.callvault.common.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.CompactJws;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.testing.ManualClock;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens from the gateway to a service, with the keys in files and over HTTP. */
class TokenTest {
    private static final String ORIGIN = "https://callvault.example";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TestIdentity ANA = TestIdentity.number(1);
    private static final DeviceId PHONE = DeviceId.parse("11111111-1111-4111-8111-111111111111");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00.900Z"));

    @TempDir
    Path folder;

    private TokenKey key;
    private Path jwks;

    @BeforeEach
    void makeKey() throws IOException {
        key = TokenKey.create(folder.resolve("token.jwk"), RANDOM);
        jwks = folder.resolve("jwks.json");
        Files.writeString(jwks, TokenKey.jwks(List.of(key)));
    }

    @Test
    void aTokenNamesItsCallerForTenMinutes() {
        TokenIssuer.Issued issued = new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE);
        TokenVerifier verifier = verifier(jwks.toUri());
        assertThat(issued.expiresAt()).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
        assertThat(verifier.verify(issued.token())).isEqualTo(new Caller(ANA.address(), PHONE));

        clock.advance(Duration.between(clock.instant(), issued.expiresAt()).minusMillis(1));
        assertThat(verifier.verify(issued.token())).isEqualTo(new Caller(ANA.address(), PHONE));
        clock.advance(Duration.ofMillis(1));
        refused(verifier, issued.token(), ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void theTokenOfARevokedDeviceCountsNoMoreThoughItsTimeIsNotUp() {
        String token =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        RevokedDevices revoked = (owner, device) -> owner.equals(ANA.address()) && device.equals(PHONE);
        refused(new TokenVerifier(jwks.toUri(), ORIGIN, revoked, clock), token, ErrorCode.REVOKED);
    }

    @Test
    void whereNobodyKnowsWhoIsRevokedATokenIsNotThrownAway() {
        String token =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        RevokedDevices away = (owner, device) -> {
            throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
        };
        refused(new TokenVerifier(jwks.toUri(), ORIGIN, away, clock), token, ErrorCode.UNAVAILABLE);
    }

    @Test
    void anotherLibraryTakesItForWhatItIs() throws Exception {
        String token =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        var claims = new JwtConsumerBuilder()
                .setVerificationKey(new JsonWebKeySet(Files.readString(jwks))
                        .getJsonWebKeys()
                        .getFirst()
                        .getKey())
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(ORIGIN)
                .setExpectedAudience(ORIGIN)
                .setRequireExpirationTime()
                .setEvaluationTime(org.jose4j.jwt.NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(token);
        assertThat(claims.getSubject()).isEqualTo(ANA.address().value());
        assertThat(claims.getStringClaimValue("device")).isEqualTo(PHONE.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://evil.example",
        "aud, https://evil.example",
        "sub, ana",
        "sub, call:11",
        "device, phone",
        "exp, soon",
        "exp, ",
        "device, ",
        "sub, ",
        "iss, ",
        "aud, "
    })
    void aTokenWithAnotherClaimIsNone(String claim, String value) {
        ObjectNode claims = claims();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        refused(verifier(jwks.toUri()), sign("at+jwt", key.kid(), claims), ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void theClaimsOfThoseTokensAreOtherwiseGood() {
        assertThat(verifier(jwks.toUri()).verify(sign("at+jwt", key.kid(), claims())))
                .isEqualTo(new Caller(ANA.address(), PHONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "not a token"})
    void whatIsNoTokenIsRefused(String text) {
        refused(verifier(jwks.toUri()), text, ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void aTokenForAnotherUseOrOfAnotherKeyIsNone() throws IOException {
        TokenKey foreign = TokenKey.create(folder.resolve("foreign.jwk"), RANDOM);
        TokenVerifier verifier = verifier(jwks.toUri());
        refused(verifier, sign("JWT", key.kid(), claims()), ErrorCode.NOT_AUTHENTICATED);
        String inItsName = CompactJws.sign("at+jwt", key.kid(), null, claims().toString(), foreign.seed());
        refused(verifier, inItsName, ErrorCode.NOT_AUTHENTICATED);
        String unknown = new TokenIssuer(foreign, ORIGIN, clock)
                .issue(ANA.address(), PHONE)
                .token();
        refused(verifier, unknown, ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void aPersonsOwnSignatureIsNoToken() {
        String own = CompactJws.sign("at+jwt", ANA.address().value(), null, claims().toString(), key.seed());
        refused(verifier(jwks.toUri()), own, ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void twoKeysServeWhileOneTakesOver() throws IOException {
        TokenVerifier verifier = verifier(jwks.toUri());
        String old =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        verifier.verify(old);
        TokenKey next = TokenKey.create(folder.resolve("next.jwk"), RANDOM);
        Files.writeString(jwks, TokenKey.jwks(List.of(key, next)));
        clock.advance(PublicKeys.BETWEEN_READS);
        String fresh =
                new TokenIssuer(next, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        assertThat(verifier.verify(fresh)).isEqualTo(verifier.verify(old));
    }

    @Test
    void unknownKeysCauseOneReadInTenSeconds() throws IOException {
        TokenKey foreign = TokenKey.create(folder.resolve("foreign.jwk"), RANDOM);
        String unknown = new TokenIssuer(foreign, ORIGIN, clock)
                .issue(ANA.address(), PHONE)
                .token();
        try (KeyServer server = new KeyServer(Files.readString(jwks))) {
            TokenVerifier verifier = verifier(server.location());
            for (int i = 0; i < 20; i++) {
                refused(verifier, unknown, ErrorCode.NOT_AUTHENTICATED);
            }
            assertThat(server.reads.get()).isEqualTo(1);
            clock.advance(PublicKeys.BETWEEN_READS.minusMillis(1));
            refused(verifier, unknown, ErrorCode.NOT_AUTHENTICATED);
            assertThat(server.reads.get()).isEqualTo(1);
            clock.advance(Duration.ofMillis(1));
            refused(verifier, unknown, ErrorCode.NOT_AUTHENTICATED);
            assertThat(server.reads.get()).isEqualTo(2);
        }
    }

    @Test
    void keysAreReadOverHttpOnceForManyTokens() throws IOException {
        try (KeyServer server = new KeyServer(Files.readString(jwks))) {
            TokenVerifier verifier = verifier(server.location());
            for (int i = 0; i < 20; i++) {
                verifier.verify(new TokenIssuer(key, ORIGIN, clock)
                        .issue(ANA.address(), PHONE)
                        .token());
            }
            assertThat(server.reads.get()).isEqualTo(1);
        }
    }

    @Test
    void whileTheKeysAreAwayAGoodTokenIsNotCalledBad() throws IOException {
        String token =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        Path late = folder.resolve("late.json");
        TokenVerifier verifier = verifier(late.toUri());
        refused(verifier, token, ErrorCode.UNAVAILABLE);
        Files.writeString(late, TokenKey.jwks(List.of(key)));
        refused(verifier, token, ErrorCode.UNAVAILABLE);
        clock.advance(PublicKeys.BETWEEN_TRIES);
        assertThat(verifier.verify(token)).isEqualTo(new Caller(ANA.address(), PHONE));

        Files.delete(late);
        clock.advance(PublicKeys.BETWEEN_READS);
        TokenKey foreign = TokenKey.create(folder.resolve("foreign.jwk"), RANDOM);
        refused(
                verifier,
                new TokenIssuer(foreign, ORIGIN, clock)
                        .issue(ANA.address(), PHONE)
                        .token(),
                ErrorCode.UNAVAILABLE);
        assertThat(verifier.verify(token)).as("by the keys read before").isEqualTo(new Caller(ANA.address(), PHONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 404, 500})
    void anAnswerThatIsNoKeySetIsNotBelieved(int status) throws IOException {
        String token =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        try (KeyServer server = new KeyServer(Files.readString(jwks))) {
            server.status = status;
            refused(verifier(server.location()), token, ErrorCode.UNAVAILABLE);
        }
        try (KeyServer server = new KeyServer("{\"keys\":7}")) {
            refused(verifier(server.location()), token, ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void anAnswerWithoutEndIsNotRead() throws IOException {
        String token =
                new TokenIssuer(key, ORIGIN, clock).issue(ANA.address(), PHONE).token();
        try (KeyServer server = new KeyServer(" ".repeat(65 * 1024) + Files.readString(jwks))) {
            refused(verifier(server.location()), token, ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void aKeyOfLowOrderInTheSetIsNoKey() throws IOException {
        byte[] identity = new byte[32];
        identity[0] = 1;
        String x = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(identity);
        Files.writeString(
                jwks, "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"weak\",\"x\":\"" + x + "\"}]}");
        String signed = sign("at+jwt", "weak", claims());
        byte[] forged = java.util.Arrays.copyOf(identity, 64);
        String token = signed.substring(0, signed.lastIndexOf('.') + 1)
                + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
        refused(verifier(jwks.toUri()), token, ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws IOException {
        Path file = folder.resolve("token.jwk");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        assertThat(TokenKey.load(file).kid()).isEqualTo(key.kid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--r-----", "r-----r--", "rw--w----", "rwx------", "r------w-"})
    void aKeyThatIsOpenToOthersIsRefused(String permissions) throws IOException {
        Path file = folder.resolve("token.jwk");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> TokenKey.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 0400");
    }

    @Test
    void aKeyIsNeverReplaced() {
        Path file = folder.resolve("token.jwk");
        assertThatThrownBy(() -> TokenKey.create(file, RANDOM)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**/.token-key*");
    }

    /** Two gateways that start at once on a new folder had a key each, and services refused the tokens of one. */
    @Test
    void allWhoStartAtOnceHaveTheSameKey() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve("shared-" + round + ".jwk");
            var together = new CyclicBarrier(4);
            try (var threads = Executors.newFixedThreadPool(4)) {
                Callable<String> start = () -> {
                    together.await();
                    return TokenKey.loadOrCreate(file, RANDOM).kid();
                };
                var kids = new HashSet<String>();
                for (var started : threads.invokeAll(Collections.nCopies(4, start))) {
                    kids.add(started.get());
                }
                assertThat(kids).containsExactly(TokenKey.load(file).kid());
            }
        }
    }

    @Test
    void aStartFindsTheKeyOfTheLast() throws IOException {
        Path file = folder.resolve("keys/token.jwk");
        assertThat(TokenKey.loadOrCreate(file, RANDOM).kid())
                .isEqualTo(TokenKey.loadOrCreate(file, RANDOM).kid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"AAAA\",\"d\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                "[]",
                "{\"kty\":7}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\","
                        + "\"d\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"
            })
    void aFileThatIsNoPrivateKeyIsRefused(String content) throws IOException {
        Path file = folder.resolve("bad.jwk");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThatThrownBy(() -> TokenKey.load(file))
                .isInstanceOf(IOException.class)
                .hasNoCause();
    }

    /** RFC 8037, A.1 and A.3. */
    @Test
    void aKeyIsNamedByItsThumbprint() throws IOException {
        Path file = folder.resolve("rfc.jwk");
        Files.writeString(file, """
                {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}""");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(TokenKey.load(file).kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void thePublicSetHoldsNoPrivateHalf() {
        JsonNode keys = Json.MAPPER.readTree(TokenKey.jwks(List.of(key))).get("keys");
        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).propertyNames()).containsExactlyInAnyOrder("kty", "crv", "kid", "x");
    }

    @Test
    void onlyFilesAndHttpAreRead() {
        assertThatThrownBy(() -> verifier(URI.create("ftp://callvault.example/jwks")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private TokenVerifier verifier(URI location) {
        return new TokenVerifier(location, ORIGIN, RevokedDevices.NONE, clock);
    }

    private ObjectNode claims() {
        long now = clock.instant().getEpochSecond();
        return Json.MAPPER
                .createObjectNode()
                .put("iss", ORIGIN)
                .put("aud", ORIGIN)
                .put("sub", ANA.address().value())
                .put("device", PHONE.toString())
                .put("iat", now)
                .put("exp", now + 600);
    }

    private String sign(String typ, String kid, ObjectNode claims) {
        return CompactJws.sign(typ, kid, null, claims.toString(), key.seed());
    }

    private static void refused(TokenVerifier verifier, String token, ErrorCode code) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** The gateway's key set on loopback, counting who reads it. */
    private static final class KeyServer implements AutoCloseable {
        private final AtomicInteger reads = new AtomicInteger();
        private final HttpServer server;
        private volatile int status = 200;

        KeyServer(String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/jwks", exchange -> {
                reads.incrementAndGet();
                exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
                if (status != 204) {
                    exchange.getResponseBody().write(bytes);
                }
                exchange.close();
            });
            server.start();
        }

        URI location() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
