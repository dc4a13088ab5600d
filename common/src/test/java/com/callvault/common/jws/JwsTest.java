package com.callvault.common.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.testing.Vectors;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which signatures count, and that nothing near one does. */
class JwsTest {
    private static final TestIdentity ANA = TestIdentity.number(1);
    private static final TestIdentity BEN = TestIdentity.number(2);
    private static final byte[] DEVICE_SEED = seed(3);
    private static final DeviceId PHONE = DeviceId.parse("11111111-1111-4111-8111-111111111111");
    private static final DeviceId LAPTOP = DeviceId.parse("22222222-2222-4222-8222-222222222222");
    private static final String JSON = "{\"device\":\"" + PHONE + "\"}";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The order of the group: S and S + this verify alike where nobody looks. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    @Test
    void theAddressesOwnKeySigns() {
        VerifiedJws jws = Jws.verify(ANA.sign(Purpose.AUTH, JSON), Purpose.AUTH, RevokedDevices.NONE);
        assertThat(jws.signer()).isEqualTo(ANA.address());
        assertThat(jws.cert()).isNull();
    }

    @Test
    void aCertifiedDeviceSignsForItsOwner() {
        TestIdentity phone = ANA.device(PHONE, DEVICE_SEED);
        VerifiedJws jws = Jws.verify(phone.sign(Purpose.AUTH, JSON), Purpose.AUTH, RevokedDevices.NONE);
        assertThat(jws.signer()).isEqualTo(ANA.address());
        assertThat(jws.cert()).extracting(DeviceCertificate::device).isEqualTo(PHONE);
    }

    @Test
    void onlyTheAddressesOwnKeyCertifiesAndRevokes() {
        TestIdentity phone = ANA.device(PHONE, DEVICE_SEED);
        String certified = certificate(BASE64.encodeToString(BEN.publicKey()));
        String removed = "{\"device\":\"" + PHONE + "\",\"iat\":1767225600,\"jti\":\"once\"}";
        assertThat(DeviceCertificate.verify(ANA.sign(Purpose.DEVICE, certified), ANA.address())
                        .device())
                .isEqualTo(PHONE);
        assertThat(Revocation.verify(ANA.sign(Purpose.REVOKE, removed), ANA.address()))
                .isEqualTo(new Revocation(PHONE, Instant.ofEpochSecond(1_767_225_600), "once"));
        for (TestIdentity other : List.of(phone, BEN)) {
            String cert = other.sign(Purpose.DEVICE, certified);
            String revocation = other.sign(Purpose.REVOKE, removed);
            refused(() -> DeviceCertificate.verify(cert, ANA.address()), ErrorCode.FORBIDDEN);
            refused(() -> Revocation.verify(revocation, ANA.address()), ErrorCode.FORBIDDEN);
        }
    }

    @Test
    void aRevokedDeviceIsToldSo() {
        TestIdentity phone = ANA.device(PHONE, DEVICE_SEED);
        RevokedDevices revoked = (owner, device) -> owner.equals(ANA.address()) && device.equals(PHONE);
        refused(() -> Jws.verify(phone.sign(Purpose.AUTH, JSON), Purpose.AUTH, revoked), ErrorCode.REVOKED);
    }

    @Test
    void anotherLibraryReadsWhatWeSign() throws Exception {
        byte[] seed = seed(7);
        TestIdentity gil = TestIdentity.of(seed);
        String jwk =
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}".formatted(BASE64.encodeToString(gil.publicKey()));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(gil.sign(Purpose.AUTH, JSON));
        jws.setKey(PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
        assertThat(jws.getPayload()).isEqualTo(JSON);
    }

    @Test
    void weReadWhatAnotherLibrarySigns() throws Exception {
        OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
        byte[] x = Base64.getUrlDecoder()
                .decode((String) key.toParams(OctetKeyPairJsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                        .get("x"));
        var address = com.callvault.common.id.Address.of(x);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("EdDSA");
        jws.setHeader("typ", Purpose.AUTH.typ());
        jws.setKeyIdHeaderValue(address.value());
        jws.setPayload(JSON);
        jws.setKey(key.getPrivateKey());
        assertThat(Jws.verify(jws.getCompactSerialization(), Purpose.AUTH, RevokedDevices.NONE)
                        .signer())
                .isEqualTo(address);
    }

    @Test
    void noBitOfASignedTextCanChange() {
        String good = ANA.sign(Purpose.AUTH, JSON);
        for (int i = 0; i < good.length(); i++) {
            char changed = good.charAt(i) == 'A' ? 'B' : 'A';
            String bad = good.substring(0, i) + changed + good.substring(i + 1);
            assertThatThrownBy(() -> Jws.verify(bad, Purpose.AUTH, RevokedDevices.NONE))
                    .as("character %s changed", i)
                    .isInstanceOf(WireException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsNotOneSignatureOfThatPersonIsRefused(String why, String compact, ErrorCode code) {
        refused(() -> Jws.verify(compact, Purpose.AUTH, RevokedDevices.NONE), code);
    }

    static Stream<Arguments> whatIsNotOneSignatureOfThatPersonIsRefused() {
        String kid = ANA.address().value();
        String good = ANA.sign(Purpose.AUTH, JSON);
        String input = good.substring(0, good.lastIndexOf('.'));
        byte[] signature = Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1));
        String typ = Purpose.AUTH.typ();
        return Stream.of(
                Arguments.of("empty", "", ErrorCode.MALFORMED),
                Arguments.of("two parts", input, ErrorCode.MALFORMED),
                Arguments.of("four parts", good + ".AA", ErrorCode.MALFORMED),
                Arguments.of("longer than the bound", good + "A".repeat(8192), ErrorCode.MALFORMED),
                Arguments.of("padded", good + "==", ErrorCode.MALFORMED),
                Arguments.of("white space", good + "\n", ErrorCode.MALFORMED),
                Arguments.of("unused bits set", secondText(good), ErrorCode.MALFORMED),
                Arguments.of("header is no JSON", raw("{", JSON, ANA), ErrorCode.MALFORMED),
                Arguments.of("header is a list", raw("[]", JSON, ANA), ErrorCode.MALFORMED),
                Arguments.of("payload is no object", ANA.sign(Purpose.AUTH, "7"), ErrorCode.MALFORMED),
                Arguments.of("payload is not all", ANA.sign(Purpose.AUTH, JSON + "{}"), ErrorCode.MALFORMED),
                Arguments.of(
                        "duplicate member in the payload",
                        ANA.sign(Purpose.AUTH, "{\"iat\":1,\"iat\":2}"),
                        ErrorCode.MALFORMED),
                Arguments.of(
                        "duplicate member in the header",
                        raw(
                                "{\"alg\":\"none\",\"alg\":\"EdDSA\",\"typ\":\"" + typ + "\",\"kid\":\"" + kid + "\"}",
                                JSON,
                                ANA),
                        ErrorCode.MALFORMED),
                Arguments.of("payload is not UTF-8", notUtf8(), ErrorCode.MALFORMED),
                Arguments.of(
                        "no kid", raw("{\"alg\":\"EdDSA\",\"typ\":\"" + typ + "\"}", JSON, ANA), ErrorCode.MALFORMED),
                Arguments.of("alg none", raw(header("none", typ, kid, ""), JSON, null), ErrorCode.BAD_SIGNATURE),
                Arguments.of("alg of another", raw(header("ES256", typ, kid, ""), JSON, ANA), ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "typ in capitals",
                        raw(header("EdDSA", "CALLVAULT-AUTH+JWS", kid, ""), JSON, ANA),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of("another purpose", ANA.sign(Purpose.CALL, JSON), ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "crit",
                        raw(header("EdDSA", typ, kid, ",\"crit\":[\"b64\"]"), JSON, ANA),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "its own key in the header",
                        raw(header("EdDSA", typ, kid, ",\"jwk\":{\"kty\":\"OKP\"}"), JSON, ANA),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of("another's key", raw(header("EdDSA", typ, kid, ""), JSON, BEN), ErrorCode.BAD_SIGNATURE),
                Arguments.of("no signature", input + ".", ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "S not below the order",
                        input + "." + BASE64.encodeToString(plusOrder(signature)),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of("forged for the identity point", forgedForTheIdentityPoint(), ErrorCode.BAD_ADDRESS),
                Arguments.of(
                        "kid is no address", raw(header("EdDSA", typ, "ana", ""), JSON, ANA), ErrorCode.BAD_ADDRESS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aDeviceThatItsOwnerDidNotCertifyIsRefused(String why, String compact, ErrorCode code) {
        refused(() -> Jws.verify(compact, Purpose.AUTH, RevokedDevices.NONE), code);
    }

    static Stream<Arguments> aDeviceThatItsOwnerDidNotCertifyIsRefused() {
        TestIdentity device = TestIdentity.of(DEVICE_SEED);
        String owner = ANA.address().value();
        String key = BASE64.encodeToString(device.publicKey());
        String identityPoint = BASE64.encodeToString(lowOrderKey());
        return Stream.of(
                Arguments.of("no certificate", signed(null), ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "certified for another device",
                        ANA.device(LAPTOP, DEVICE_SEED).sign(Purpose.AUTH, JSON),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "certified by another person",
                        signed(BEN.sign(Purpose.DEVICE, certificate(key))),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "certified by another person in the owner's name",
                        signed(raw(header("EdDSA", Purpose.DEVICE.typ(), owner, ""), certificate(key), BEN)),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "certified by a device of the owner",
                        signed(ANA.device(LAPTOP, seed(9)).sign(Purpose.DEVICE, certificate(key))),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "certified by something signed for another purpose",
                        signed(ANA.sign(Purpose.AUTH, certificate(key))),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "another key than the certified one",
                        signed(ANA.sign(Purpose.DEVICE, certificate(BASE64.encodeToString(BEN.publicKey())))),
                        ErrorCode.BAD_SIGNATURE),
                Arguments.of(
                        "a key of low order, for which anybody can sign",
                        signed(ANA.sign(Purpose.DEVICE, certificate(identityPoint))),
                        ErrorCode.MALFORMED),
                Arguments.of(
                        "a certificate that is no text",
                        raw(header("EdDSA", Purpose.AUTH.typ(), owner, ",\"cert\":{}"), JSON, ANA),
                        ErrorCode.MALFORMED));
    }

    @Test
    void theHashIsOfTheWholeText() {
        VerifiedJws intent = Jws.verify(Vectors.text("/intent"), Purpose.CALL, RevokedDevices.NONE);
        assertThat(intent.hash()).isEqualTo(Vectors.text("/intentHash"));
    }

    private static String signed(@Nullable String cert) {
        return CompactJws.sign(Purpose.AUTH.typ(), ANA.address().value(), cert, JSON, DEVICE_SEED);
    }

    private static String certificate(String key) {
        return "{\"device\":\"" + PHONE + "\",\"key\":\"" + key + "\",\"name\":\"Phone\",\"iat\":1}";
    }

    private static String header(String alg, String typ, String kid, String more) {
        return "{\"alg\":\"" + alg + "\",\"typ\":\"" + typ + "\",\"kid\":\"" + kid + "\"" + more + "}";
    }

    /** A text with any header, signed in earnest, so that it fails for what it says and not for its signature. */
    private static String raw(String header, String payload, @Nullable TestIdentity signer) {
        return raw(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8), signer);
    }

    private static String raw(byte[] header, byte[] payload, @Nullable TestIdentity signer) {
        String input = BASE64.encodeToString(header) + "." + BASE64.encodeToString(payload);
        return input + "." + (signer == null ? "" : BASE64.encodeToString(signer.signBytes(input)));
    }

    private static String notUtf8() {
        byte[] header =
                header("EdDSA", Purpose.AUTH.typ(), ANA.address().value(), "").getBytes(StandardCharsets.UTF_8);
        return raw(header, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, ANA);
    }

    /** The same bytes in another text: 64 bytes leave four bits of the last character unused. */
    private static String secondText(String compact) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(compact.charAt(compact.length() - 1));
        assertThat(last % 16).isZero();
        return compact.substring(0, compact.length() - 1) + alphabet.charAt(last + 1);
    }

    private static byte[] plusOrder(byte[] signature) {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = signature[63 - i];
        }
        byte[] sum = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
        byte[] changed = Arrays.copyOf(signature, 64);
        for (int i = 0; i < 32; i++) {
            changed[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        return changed;
    }

    private static byte[] lowOrderKey() {
        byte[] identity = new byte[Ed25519.PUBLIC_KEY_SIZE];
        identity[0] = 1;
        return identity;
    }

    /** R the identity point, S zero: for a key that is the identity point it holds over every text. */
    private static String forgedForTheIdentityPoint() {
        String kid = Vectors.text("/badAddresses/identityPoint");
        String input = BASE64.encodeToString(
                        header("EdDSA", Purpose.AUTH.typ(), kid, "").getBytes(StandardCharsets.UTF_8))
                + "."
                + BASE64.encodeToString(JSON.getBytes(StandardCharsets.UTF_8));
        return input + "." + BASE64.encodeToString(Arrays.copyOf(lowOrderKey(), 64));
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        Arrays.fill(seed, (byte) number);
        return seed;
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WireException.class,
                        e -> assertThat(e.code()).as(e.advice()).isEqualTo(code));
    }
}
