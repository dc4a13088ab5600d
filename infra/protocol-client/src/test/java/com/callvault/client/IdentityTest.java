package com.callvault.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The test vectors, byte for byte. */
class IdentityTest {
    private final JsonNode vectors = vectors();
    private final Identity a = Identity.ofSeed(vectors.path("a").path("seed").asString());
    private final Identity b = Identity.ofSeed(vectors.path("b").path("seed").asString());

    @Test
    void aSeedIsItsAddress() {
        assertThat(a.address()).isEqualTo(vectors.path("a").path("address").asString());
        assertThat(b.address()).isEqualTo(vectors.path("b").path("address").asString());
        assertThat(Identity.isAddress(a.address())).isTrue();
    }

    @Test
    void aPairHasOneConversationFromBothSides() {
        var expected = vectors.path("conversation").asString();
        assertThat(Identity.conversation(a.address(), b.address())).isEqualTo(expected);
        assertThat(Identity.conversation(b.address(), a.address())).isEqualTo(expected);
    }

    @Test
    void theIntentIsTheSameToTheByte() {
        var claims = Json.object()
                .put("call", "01890000-0000-7000-8000-000000000001")
                .put("from", a.address())
                .put("to", b.address())
                .put("device", "11111111-1111-4111-8111-111111111111")
                .put("media", "video")
                .put("name", "Ana")
                .put("aud", "https://callvault.example")
                .put("iat", 1_767_225_600L)
                .put("jti", "22222222-2222-4222-8222-222222222222");
        var intent = a.sign("callvault-call+jws", claims);
        assertThat(intent).isEqualTo(vectors.path("intent").asString());
        assertThat(Identity.intentHash(intent))
                .isEqualTo(vectors.path("intentHash").asString());
    }

    @Test
    void theAuthProofIsTheSameToTheByte() {
        var claims = Json.object()
                .put("nonce", Identity.base64Url(new byte[32]))
                .put("aud", "https://callvault.example")
                .put("device", "11111111-1111-4111-8111-111111111111")
                .put("conn", 1)
                .put("iat", 1_767_225_600L);
        assertThat(a.sign("callvault-auth+jws", claims))
                .isEqualTo(vectors.path("auth").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identityPoint", "notBase58", "short"})
    void badAddressesAreRefused(String which) {
        var bad = vectors.path("badAddresses").path(which).asString();
        assertThat(bad).isNotEmpty();
        assertThat(Identity.isAddress(bad)).isFalse();
    }

    @Test
    void anAddressWithoutItsPrefixIsNone() {
        assertThat(Identity.isAddress(a.address().substring("call:".length()))).isFalse();
        assertThat(Identity.isAddress(a.address().replace("call:", "CALL:"))).isFalse();
    }

    @Test
    void theJdkBelievesWhatWeSign() throws Exception {
        var jws = Identity.create().sign("callvault-auth+jws", Json.object().put("nonce", "n"));
        var kid = Json.parse(decoded(jws.substring(0, jws.indexOf('.'))))
                .path("kid")
                .asString();
        var key = Base58.decode(kid.substring("call:".length()));
        boolean odd = key[31] < 0;
        key[31] &= 0x7f;
        var littleEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            littleEndian[i] = key[31 - i];
        }
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, littleEndian)))));
        verifier.update(jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(jws.substring(jws.lastIndexOf('.') + 1))))
                .isTrue();
    }

    @Test
    void whatWasSignedIsBelievedForItsPurposeOnly() {
        var jws = a.sign("callvault-call+jws", Json.object().put("to", b.address()));
        assertThat(Identity.verify(jws, "callvault-call+jws"))
                .isEqualTo(
                        new Identity.Verified.Genuine(a.address(), Json.object().put("to", b.address())));
        assertThat(Identity.verify(jws, "callvault-accept+jws")).isEqualTo(new Identity.Verified.Forged("purpose"));
    }

    @Test
    void alteredUnsignedAndForeignClaimsAreNotBelieved() {
        var claims = Json.object().put("to", b.address());
        var parts = a.sign("t", claims).split("\\.", -1);
        var altered = Identity.base64Url("{\"to\":\"me\"}".getBytes(StandardCharsets.UTF_8));
        assertForged(parts[0] + "." + altered + "." + parts[2]);
        assertForged(b.signWithHeader(header("EdDSA", a.address()), claims));
        assertForged(a.signWithHeader(header("none", a.address()), claims));
        assertForged(parts[0] + "." + parts[1] + ".");
        assertForged("not a signature");
    }

    @Test
    void aKeyOfLowOrderIsNotBelievedWhateverItSigned() {
        // To the identity point, R = the identity and S = 0 is a signature of every message.
        var forged = new byte[64];
        forged[0] = 1;
        var header = header(
                "EdDSA", vectors.path("badAddresses").path("identityPoint").asString());
        var jws = Identity.base64Url(Json.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + Identity.base64Url("{}".getBytes(StandardCharsets.UTF_8)) + "." + Identity.base64Url(forged);
        assertForged(jws);
    }

    @Test
    void aCertifiedDeviceSpeaksForThePersonAndForItselfOnly() {
        var device = UUID.randomUUID();
        var phone = a.certify(device, "phone", 1_767_225_600L);
        var claims = Json.object().put("device", device.toString());
        assertThat(phone.address()).isEqualTo(a.address());
        assertThat(Identity.verify(phone.sign("t", claims), "t")).isInstanceOf(Identity.Verified.Genuine.class);
        assertForged(
                phone.sign("t", Json.object().put("device", UUID.randomUUID().toString())));
        assertForged(b.certify(device, "phone", 1).signWithHeader(header("EdDSA", a.address()), claims));
    }

    @Test
    void duplicateMembersAreNoJson() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}")).hasMessageContaining("uplicate");
    }

    @Test
    void idsOfALaterMillisecondAreHigher() {
        var earlier = Ids.v7(1_767_225_600_000L);
        var later = Ids.v7(1_767_225_600_001L);
        assertThat(earlier.version()).isEqualTo(7);
        assertThat(earlier.variant()).isEqualTo(2);
        assertThat(earlier.toString()).isLessThan(later.toString());
    }

    private static void assertForged(String jws) {
        assertThat(Identity.verify(jws, "t")).isInstanceOf(Identity.Verified.Forged.class);
    }

    private static ObjectNode header(String alg, String kid) {
        return Json.object().put("alg", alg).put("typ", "t").put("kid", kid);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static JsonNode vectors() {
        try {
            return Json.parse(Files.readString(Path.of("../../common/src/test/resources/vectors.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
