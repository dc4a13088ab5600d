package com.callvault.signaling;

import static com.callvault.signaling.Http.json;
import static com.callvault.signaling.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.Jws;
import com.callvault.common.jws.Purpose;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.jws.Standing;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Several devices of one person: linked, listed, named, and removed from everywhere. */
class DevicesIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** In which a device that was removed must be out (SECURITY, 15). */
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Running running =
            Running.with(Map.of("callvault.trusted-proxies", "127.0.0.1", "callvault.link.most-per-network", "3"));

    private final TestIdentity ann = TestIdentity.random(RANDOM);
    private final DeviceId laptop = new DeviceId(UUID.randomUUID());
    private final byte[] phoneSeed = seed();
    private final DeviceId phone = new DeviceId(UUID.randomUUID());

    @Test
    void aNewDeviceIsLinkedByOneThatHoldsTheKeyAndSignsForItsOwnerFromThenOn() {
        JsonNode opened = open(network());
        JsonNode waiting = json(ask("GET", "/api/links/" + code(opened), token(ann, laptop), null), 200);
        assertThat(waiting.get("key").stringValue()).isEqualTo(phoneKey());
        assertThat(waiting.get("device").stringValue()).isEqualTo(phone.toString());
        assertThat(waiting.get("name").stringValue()).isEqualTo("Firefox on Android");
        assertThat(progress(opened).has("cert")).isFalse();

        assertThat(confirm(opened, ann, certificate(ann, phone, phoneKey())).statusCode())
                .isEqualTo(204);
        JsonNode done = progress(opened);
        assertThat(done.get("address").stringValue()).isEqualTo(ann.address().value());
        assertThat(done.get("name").stringValue()).isEqualTo("Ann");
        String signed = com.callvault.common.jws.CompactJws.sign(
                Purpose.TOKEN.typ(),
                ann.address().value(),
                done.get("cert").stringValue(),
                "{\"device\":\"" + phone + "\"}",
                phoneSeed);
        assertThat(Jws.verify(signed, Purpose.TOKEN, RevokedDevices.NONE).signer())
                .isEqualTo(ann.address());

        JsonNode devices =
                json(ask("GET", "/api/devices", token(ann, laptop), null), 200).get("devices");
        assertThat(devices).hasSize(2);
        assertThat(devices.get(0).get("device").stringValue()).isEqualTo(phone.toString());
        assertThat(devices.get(0).get("linked").booleanValue()).isTrue();
        assertThat(devices.get(1).get("device").stringValue()).isEqualTo(laptop.toString());
        assertThat(devices.get(1).get("linked").booleanValue()).isFalse();
    }

    @Test
    void onlyTheAddressesOwnKeyLinksAndRemoves() {
        TestIdentity linked = ann.device(phone, phoneSeed);
        JsonNode opened = open(network());
        refused(confirm(opened, ann, certificate(linked, phone, phoneKey())), 403, "forbidden");
        refused(confirm(opened, ann, certificate(TestIdentity.random(RANDOM), phone, phoneKey())), 403, "forbidden");
        assertThat(progress(opened).has("cert")).isFalse();
        refused(revoke(ann, phone, laptop, revocation(linked, laptop)), 403, "forbidden");
        assertThat(revokedOnRedis(laptop)).isFalse();
    }

    @Test
    void aCodeServesOnce() {
        JsonNode opened = open(network());
        String certificate = certificate(ann, phone, phoneKey());
        assertThat(confirm(opened, ann, certificate).statusCode()).isEqualTo(204);
        assertThat(confirm(opened, ann, certificate).statusCode())
                .as("an answer that was lost is asked for again")
                .isEqualTo(204);
        TestIdentity bob = TestIdentity.random(RANDOM);
        refused(confirm(opened, bob, certificate(bob, phone, phoneKey())), 409, "conflict");
        refused(ask("GET", "/api/links/" + code(opened), token(bob, laptop), null), 409, "conflict");
        assertThat(progress(opened).get("address").stringValue())
                .isEqualTo(ann.address().value());
        assertThat(json(ask("GET", "/api/devices", token(bob, laptop), null), 200)
                        .get("devices"))
                .hasSize(1);
    }

    @Test
    void whatWaitsIsForThatDeviceThatKeyAndThatSecretOnly() {
        JsonNode opened = open(network());
        DeviceId other = new DeviceId(UUID.randomUUID());
        String otherKey = key(TestIdentity.random(RANDOM));
        refused(confirm(opened, ann, certificate(ann, other, phoneKey())), 400, "bad_signature");
        refused(confirm(opened, ann, certificate(ann, phone, otherKey)), 400, "bad_signature");
        refused(confirm(opened, ann, certificate(ann, phone, phoneKey(), Instant.EPOCH)), 400, "clock_skew");
        String path = "/api/links/" + code(opened);
        refused(ask("GET", path, null, null, "Link-Secret", "guessed"), 404, "not_found");
        refused(ask("GET", path, null, null), 401, "not_authenticated");
        refused(ask("PUT", path, null, "{\"cert\":\"x\"}", "Link-Secret", secret(opened)), 401, "not_authenticated");
        refused(ask("GET", "/api/calls", null, null, "Link-Secret", secret(opened)), 401, "not_authenticated");
        refused(ask("GET", "/api/links/0000000000", token(ann, laptop), null), 404, "not_found");
    }

    @Test
    void aLinkThatIsOverIsGone() {
        JsonNode opened = open(network());
        running.service()
                .jdbc()
                .sql("update device_link set expires_at = 1 where code = ?")
                .params(code(opened))
                .update();
        refused(confirm(opened, ann, certificate(ann, phone, phoneKey())), 404, "not_found");
        refused(ask("GET", "/api/links/" + code(opened), null, null, "Link-Secret", secret(opened)), 404, "not_found");
    }

    @Test
    void whoOpensTooManyLinksWaitsAndNobodyElseDoes() {
        String network = network();
        for (int i = 0; i < 3; i++) {
            open(network);
        }
        // Whatever the client itself says of where it is comes before what the proxy wrote.
        HttpResponse<String> refused =
                ask("POST", "/api/links", null, opening(), "X-Forwarded-For", network() + ", " + network);
        assertThat(json(refused, 429).get("retryAfterMs").longValue()).isBetween(1L, 600_000L);
        open(network());
    }

    @Test
    void aLinkIsOpenedOnlyForAKeyThatMayBeBelieved() {
        String lowOrder = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        for (String bad : List.of("", "x", lowOrder)) {
            refused(ask("POST", "/api/links", null, opening().replace(phoneKey(), bad)), 400, "malformed");
        }
        refused(ask("POST", "/api/links", null, opening().replace(phone.toString(), "1")), 400, "malformed");
        refused(
                ask("POST", "/api/links", null, opening().replace("Firefox on Android", "a".repeat(65))),
                400,
                "malformed");
    }

    @Test
    void devicesAreNamedByTheirOwnerOnly() {
        json(ask("GET", "/api/devices", token(ann, laptop), null), 200);
        String path = "/api/devices/" + laptop;
        assertThat(ask("PUT", path, token(ann, laptop), "{\"name\":\" Kitchen \"}")
                        .statusCode())
                .isEqualTo(204);
        refused(ask("PUT", path, token(TestIdentity.random(RANDOM), phone), "{\"name\":\"x\"}"), 404, "not_found");
        refused(ask("PUT", path, token(ann, laptop), "{\"name\":\"\"}"), 400, "malformed");
        assertThat(json(ask("GET", "/api/devices", token(ann, laptop), null), 200)
                        .get("devices")
                        .get(0)
                        .get("name")
                        .stringValue())
                .isEqualTo("Kitchen");
    }

    @Test
    void aRemovedDeviceIsOutOfEverythingAndTheOthersStay() {
        FakeDevice lost = FakeDevice.linked(ann, running.gateway());
        FakeDevice kept = FakeDevice.of(ann, running.gateway());
        String lostToken = token(ann, lost.id());
        json(ask("GET", "/api/devices", lostToken, null), 200);

        assertThat(revoke(ann, kept.id(), lost.id(), revocation(ann, lost.id())).statusCode())
                .isEqualTo(204);

        refused(ask("GET", "/api/devices", lostToken, null), 403, "revoked");
        assertThat(running.gateway().closed(lost)).isEqualTo(CloseReason.REVOKED);
        assertThat(running.gateway().closed(kept)).isNull();
        assertThat(revokedOnRedis(lost.id())).isTrue();
        assertThat(running.gateway()
                        .routes
                        .routesOf(ann.address())
                        .toCompletableFuture()
                        .join())
                .containsOnlyKeys(kept.id());
        assertThat(json(ask("GET", "/api/devices", token(ann, kept.id()), null), 200)
                        .get("devices"))
                .singleElement()
                .extracting(each -> each.get("device").stringValue())
                .isEqualTo(kept.id().toString());

        FakeDevice bob = running.somebody();
        lost.calls(FakeDevice.newCall(), bob, "again");
        assertThat(lost.refused("again").code()).isEqualTo(ErrorCode.REVOKED);
        CallId call = FakeDevice.newCall();
        kept.calls(call, bob, "kept");
        kept.ok("kept");
        assertThat(revoke(ann, kept.id(), lost.id(), revocation(ann, lost.id())).statusCode())
                .as("a repeat changes nothing")
                .isEqualTo(204);
    }

    @Test
    void theCallOfARemovedDeviceEndsForTheOther() {
        FakeDevice lost = FakeDevice.linked(ann, running.gateway());
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = lost.calls(call, bob, "call");
        bob.rings(call);
        bob.accepts(call, lost.address(), intent, "accept");
        bob.ok("accept");
        assertThat(revoke(ann, laptop, lost.id(), revocation(ann, lost.id())).statusCode())
                .isEqualTo(204);
        assertThat(bob.ends(call).reason()).isEqualTo(EndReason.COMPLETED);
    }

    @Test
    void aDeviceDoesNotRemoveItselfNorByAStaleOrForeignSignature() {
        refused(revoke(ann, laptop, laptop, revocation(ann, laptop)), 400, "bad_state");
        refused(revoke(ann, laptop, phone, revocation(ann, laptop)), 400, "bad_signature");
        TestIdentity bob = TestIdentity.random(RANDOM);
        refused(revoke(ann, laptop, phone, revocation(bob, phone)), 403, "forbidden");
        ObjectNode old = removal(phone).put("iat", 1_000_000_000);
        refused(revoke(ann, laptop, phone, ann.sign(Purpose.REVOKE, Json.write(old))), 400, "clock_skew");
        assertThat(revokedOnRedis(phone)).isFalse();
    }

    @Test
    void aRemovedDeviceIsNotLinkedAgainByItsOldKey() {
        assertThat(revoke(ann, laptop, phone, revocation(ann, phone)).statusCode())
                .isEqualTo(204);
        JsonNode opened = open(network());
        refused(confirm(opened, ann, certificate(ann, phone, phoneKey())), 403, "revoked");
        assertThat(progress(opened).has("cert"))
                .as("what was refused did not use the link up")
                .isFalse();
    }

    @Test
    void aRedisThatWasEmptiedKnowsAgainWhoIsRevoked() {
        assertThat(revoke(ann, laptop, phone, revocation(ann, phone)).statusCode())
                .isEqualTo(204);
        // Long ago, so that nothing but the lost mark has it written again.
        running.service()
                .jdbc()
                .sql("update device set revoked_at = 1 where device = ?")
                .params(phone.value())
                .update();
        running.gateway().emptyRedis();
        await("what is revoked is written again").atMost(A_MINUTE).until(() -> revokedOnRedis(phone));
    }

    @Test
    void aRevocationThatAFailoverTookBackIsWrittenAgain() {
        assertThat(revoke(ann, laptop, phone, revocation(ann, phone)).statusCode())
                .isEqualTo(204);
        await("everything was written once")
                .atMost(A_MINUTE)
                .until(() -> running.gateway()
                        .revocations
                        .isComplete()
                        .toCompletableFuture()
                        .join());
        running.gateway().redis.sync().hdel("revoked:{" + ann.address().value() + "}", phone.toString());
        await("it is written again").atMost(A_MINUTE).until(() -> revokedOnRedis(phone));
    }

    private boolean revokedOnRedis(DeviceId device) {
        return running.gateway()
                        .revocations
                        .standing(ann.address(), device)
                        .toCompletableFuture()
                        .join()
                == Standing.REVOKED;
    }

    private static byte[] seed() {
        byte[] seed = new byte[32];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /** One from which nobody has opened a link yet. */
    private static String network() {
        return "10.%d.%d.%d".formatted(RANDOM.nextInt(256), RANDOM.nextInt(256), RANDOM.nextInt(256));
    }

    private String phoneKey() {
        return key(TestIdentity.of(phoneSeed));
    }

    private static String key(TestIdentity identity) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(identity.publicKey());
    }

    private String opening() {
        return Json.write(Json.MAPPER
                .createObjectNode()
                .put("key", phoneKey())
                .put("device", phone.toString())
                .put("name", "Firefox on Android"));
    }

    private JsonNode open(String network) {
        return json(ask("POST", "/api/links", null, opening(), "X-Forwarded-For", network), 201);
    }

    private static String code(JsonNode opened) {
        return opened.get("code").stringValue();
    }

    private static String secret(JsonNode opened) {
        return opened.get("secret").stringValue();
    }

    private static JsonNode progress(JsonNode opened) {
        return json(ask("GET", "/api/links/" + code(opened), null, null, "Link-Secret", secret(opened)), 200);
    }

    private HttpResponse<String> confirm(JsonNode opened, TestIdentity who, String certificate) {
        String body = Json.write(
                Json.MAPPER.createObjectNode().put("cert", certificate).put("name", "Ann"));
        return ask("PUT", "/api/links/" + code(opened), token(who, laptop), body);
    }

    private static String certificate(TestIdentity by, DeviceId device, String key) {
        return certificate(by, device, key, Instant.now());
    }

    private static String certificate(TestIdentity by, DeviceId device, String key, Instant iat) {
        return by.sign(
                Purpose.DEVICE,
                Json.write(Json.MAPPER
                        .createObjectNode()
                        .put("device", device.toString())
                        .put("key", key)
                        .put("iat", iat.getEpochSecond())));
    }

    private static ObjectNode removal(DeviceId device) {
        return Json.MAPPER
                .createObjectNode()
                .put("device", device.toString())
                .put("iat", Instant.now().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    private static String revocation(TestIdentity by, DeviceId device) {
        return by.sign(Purpose.REVOKE, Json.write(removal(device)));
    }

    private static HttpResponse<String> revoke(TestIdentity who, DeviceId from, DeviceId device, String jws) {
        String body = Json.write(Json.MAPPER.createObjectNode().put("revocation", jws));
        return ask("POST", "/api/devices/" + device + "/revoke", token(who, from), body);
    }

    private static String token(TestIdentity who, DeviceId device) {
        return Service.TOKENS.issue(who.address(), device).token();
    }

    private static HttpResponse<String> ask(
            String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        return Http.ask(running.service(), method, path, token, body, headers);
    }
}
