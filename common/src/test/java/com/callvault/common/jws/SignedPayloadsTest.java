package com.callvault.common.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.WireException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may stand in each signed payload. */
class SignedPayloadsTest {
    private static final TestIdentity ANA = TestIdentity.number(1);
    private static final TestIdentity BEN = TestIdentity.number(2);
    private static final CallId CALL = CallId.parse("01890000-0000-7000-8000-000000000001");
    private static final DeviceId DEVICE = DeviceId.parse("11111111-1111-4111-8111-111111111111");
    private static final String HASH = "n_Q2XqnGBfhL_zaxdeFE4WJF8qludbTGd5L4PrC9o3g";
    private static final String FINGERPRINT = "sha-256 " + "AB:".repeat(31) + "CD";
    private static final Instant IAT = Instant.ofEpochSecond(1_767_225_600);

    /** Each kind of payload, as a person's client writes it. */
    @SuppressWarnings("ImmutableEnumChecker") // method references hold no state
    enum Kind {
        AUTH(Purpose.AUTH, AuthProof::verify, """
                {"nonce":"AAAA","aud":"https://a.example","device":"%s","conn":1,"iat":1767225600}""".formatted(DEVICE)),
        TOKEN(Purpose.TOKEN, TokenProof::verify, """
                {"aud":"https://a.example","device":"%s","iat":1767225600,"jti":"once"}""".formatted(DEVICE)),
        DELETION(Purpose.DELETION, (jws, revoked) -> Deletion.verify(jws, ANA.address()), """
                {"aud":"https://a.example","iat":1767225600,"jti":"once"}"""),
        CALL_INTENT(Purpose.CALL, CallIntent::verify, """
                {"call":"%s","from":"%s","to":"%s","device":"%s","media":"audio","name":"Ana",\
                "aud":"https://a.example","iat":1767225600,"jti":"once"}""".formatted(
                        CALL, ANA.address().value(), BEN.address().value(), DEVICE)),
        ACCEPTANCE(Purpose.ACCEPT, Acceptance::verify, """
                {"call":"%s","from":"%s","device":"%s","intent":"%s","iat":1767225600}""".formatted(
                        CALL, ANA.address().value(), DEVICE, HASH)),
        MEDIA(Purpose.MEDIA, MediaProof::verify, """
                {"call":"%s","device":"%s","kind":"offer","gen":1,"fingerprint":"%s","intent":"%s","iat":1767225600}""".formatted(CALL, DEVICE, FINGERPRINT, HASH));

        private final Purpose purpose;
        private final BiFunction<String, RevokedDevices, Record> decode;
        private final String json;

        Kind(Purpose purpose, BiFunction<String, RevokedDevices, Record> decode, String json) {
            this.purpose = purpose;
            this.decode = decode;
            this.json = json;
        }

        ObjectNode tree() {
            return (ObjectNode) Json.MAPPER.readTree(json);
        }

        Record decode(JsonNode payload) {
            return decode.apply(ANA.sign(purpose, payload.toString()), RevokedDevices.NONE);
        }
    }

    @Test
    void eachIsReadWhole() {
        assertThat(Kind.AUTH.decode(Kind.AUTH.tree()))
                .isEqualTo(new AuthProof(ANA.address(), "AAAA", "https://a.example", DEVICE, 1, IAT));
        assertThat(Kind.TOKEN.decode(Kind.TOKEN.tree()))
                .isEqualTo(new TokenProof(ANA.address(), "https://a.example", DEVICE, IAT, "once"));
        assertThat(Kind.DELETION.decode(Kind.DELETION.tree()))
                .isEqualTo(new Deletion("https://a.example", IAT, "once"));
        assertThat(Kind.ACCEPTANCE.decode(Kind.ACCEPTANCE.tree()))
                .isEqualTo(new Acceptance(CALL, ANA.address(), DEVICE, HASH, IAT));
        assertThat(Kind.MEDIA.decode(Kind.MEDIA.tree()))
                .isEqualTo(
                        new MediaProof(ANA.address(), CALL, DEVICE, MediaProof.Kind.OFFER, 1, FINGERPRINT, HASH, IAT));
        assertThat(Kind.CALL_INTENT.decode(Kind.CALL_INTENT.tree()))
                .isInstanceOfSatisfying(CallIntent.class, intent -> {
                    assertThat(intent.from()).isEqualTo(ANA.address());
                    assertThat(intent.to()).isEqualTo(BEN.address());
                    assertThat(intent.media()).isEqualTo(MediaKind.AUDIO);
                });
    }

    @ParameterizedTest
    @EnumSource
    void aMissingMemberIsNamed(Kind kind) {
        for (String member : kind.tree().propertyNames()) {
            if (!member.equals("name")) {
                refused(kind, kind.tree().without(member), member);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberOfAnotherShapeIsNamed(Kind kind) {
        Set<String> numbers = Set.of("iat", "conn", "gen");
        for (String member : kind.tree().propertyNames()) {
            ObjectNode number = kind.tree().put(member, 7);
            ObjectNode text = kind.tree().put(member, "1");
            refused(kind, numbers.contains(member) ? text : number, member);
            refused(kind, kind.tree().putNull(member), member);
            refused(kind, kind.tree().set(member, Json.MAPPER.createArrayNode()), member);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownIsIgnored(Kind kind) {
        assertThat(kind.decode(kind.tree().put("since", "tomorrow"))).isNotNull();
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @MethodSource
    void aMemberOutOfItsBoundsIsNamed(Kind kind, String member, JsonNode value) {
        refused(kind, kind.tree().set(member, value), member);
    }

    static Stream<Arguments> aMemberOutOfItsBoundsIsNamed() {
        var nodes = Json.MAPPER.getNodeFactory();
        return Stream.of(
                Arguments.of(Kind.AUTH, "conn", nodes.numberNode(0)),
                Arguments.of(Kind.AUTH, "conn", nodes.numberNode(1.5)),
                Arguments.of(Kind.AUTH, "conn", nodes.numberNode(1L << 53)),
                Arguments.of(Kind.AUTH, "iat", nodes.numberNode(1_767_225_600_000L)),
                Arguments.of(Kind.AUTH, "iat", nodes.numberNode(-1)),
                Arguments.of(Kind.AUTH, "nonce", nodes.stringNode("")),
                Arguments.of(Kind.AUTH, "aud", nodes.stringNode("a".repeat(257))),
                Arguments.of(Kind.TOKEN, "jti", nodes.stringNode("a".repeat(65))),
                Arguments.of(Kind.CALL_INTENT, "name", nodes.stringNode("a".repeat(65))),
                Arguments.of(Kind.CALL_INTENT, "media", nodes.stringNode("AUDIO")),
                Arguments.of(Kind.ACCEPTANCE, "intent", nodes.stringNode("short")),
                Arguments.of(Kind.MEDIA, "gen", nodes.numberNode(0)),
                Arguments.of(Kind.MEDIA, "kind", nodes.stringNode("pranswer")),
                Arguments.of(Kind.MEDIA, "fingerprint", nodes.stringNode("sha-1 AB:CD")),
                Arguments.of(Kind.MEDIA, "fingerprint", nodes.stringNode(FINGERPRINT + ":AB")));
    }

    @Test
    void aNameOfSixtyFourCharactersOutsideTheBasicPlaneFits() {
        String name = "😀".repeat(64);
        assertThat(Kind.CALL_INTENT.decode(Kind.CALL_INTENT.tree().put("name", name)))
                .isInstanceOfSatisfying(
                        CallIntent.class, intent -> assertThat(intent.name()).isEqualTo(name));
    }

    @Test
    void fingerprintsOfAnyCaseCompareAsTheyAre() {
        ObjectNode lower = Kind.MEDIA.tree().put("fingerprint", FINGERPRINT.toLowerCase(Locale.ROOT));
        assertThat(Kind.MEDIA.decode(lower)).isEqualTo(Kind.MEDIA.decode(Kind.MEDIA.tree()));
    }

    @Test
    void anIntentOrAcceptanceInAnothersNameIsRefused() {
        refused(
                Kind.CALL_INTENT,
                Kind.CALL_INTENT
                        .tree()
                        .put("from", BEN.address().value())
                        .put("to", ANA.address().value()),
                ErrorCode.BAD_SIGNATURE);
        refused(
                Kind.ACCEPTANCE,
                Kind.ACCEPTANCE.tree().put("from", BEN.address().value()),
                ErrorCode.BAD_SIGNATURE);
    }

    @Test
    void nobodyCallsThemselves() {
        refused(
                Kind.CALL_INTENT,
                Kind.CALL_INTENT.tree().put("to", ANA.address().value()),
                ErrorCode.SELF_CALL);
    }

    @Test
    void aCalleeThatIsNoAddressIsToldSo() {
        refused(Kind.CALL_INTENT, Kind.CALL_INTENT.tree().put("to", "call:11"), ErrorCode.BAD_ADDRESS);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource
    void noneStandsForAnother(Kind signed, Kind read) {
        String jws = ANA.sign(signed.purpose, signed.json);
        assertThatThrownBy(() -> read.decode.apply(jws, RevokedDevices.NONE))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SIGNATURE));
    }

    static Stream<Arguments> noneStandsForAnother() {
        return Stream.of(Kind.values())
                .flatMap(signed -> Stream.of(Kind.values())
                        .filter(read -> read != signed)
                        .map(read -> Arguments.of(signed, read)));
    }

    private static void refused(Kind kind, ObjectNode payload, ErrorCode code) {
        assertThatThrownBy(() -> kind.decode(payload))
                .isInstanceOfSatisfying(
                        WireException.class,
                        e -> assertThat(e.code()).as(e.advice()).isEqualTo(code));
    }

    private static void refused(Kind kind, ObjectNode payload, String member) {
        assertThatThrownBy(() -> kind.decode(payload))
                .as("%s", payload)
                .hasMessageContaining("\"" + member + "\"")
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
    }
}
