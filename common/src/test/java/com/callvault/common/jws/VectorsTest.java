package com.callvault.common.jws;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.testing.Vectors;
import com.callvault.common.wire.MediaKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Byte for byte what another implementation made. */
class VectorsTest {
    private static final TestIdentity A = Vectors.person("a");
    private static final TestIdentity B = Vectors.person("b");
    private static final String ORIGIN = "https://callvault.example";
    private static final Instant IAT = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeviceId DEVICE = DeviceId.parse("11111111-1111-4111-8111-111111111111");

    @Test
    void addressesFollowFromTheSeeds() {
        assertThat(A.address()).isEqualTo(new Address(Vectors.text("/a/address")));
        assertThat(B.address()).isEqualTo(new Address(Vectors.text("/b/address")));
    }

    @Test
    void theConversationIsTheSameFromBothSides() {
        assertThat(ConversationId.between(A.address(), B.address()).value()).isEqualTo(Vectors.text("/conversation"));
        assertThat(ConversationId.between(B.address(), A.address()).value()).isEqualTo(Vectors.text("/conversation"));
    }

    @Test
    void theIntentIsReadWhole() {
        assertThat(CallIntent.verify(Vectors.text("/intent"), RevokedDevices.NONE))
                .isEqualTo(new CallIntent(
                        CallId.parse("01890000-0000-7000-8000-000000000001"),
                        A.address(),
                        B.address(),
                        DEVICE,
                        MediaKind.VIDEO,
                        "Ana",
                        ORIGIN,
                        IAT,
                        "22222222-2222-4222-8222-222222222222",
                        Vectors.text("/intentHash")));
    }

    @Test
    void theIntentIsSignedToTheSameText() {
        String json = """
                {"call":"01890000-0000-7000-8000-000000000001","from":"%s","to":"%s",\
                "device":"11111111-1111-4111-8111-111111111111","media":"video","name":"Ana",\
                "aud":"https://callvault.example","iat":1767225600,"jti":"22222222-2222-4222-8222-222222222222"}""".formatted(A.address().value(), B.address().value());
        assertThat(A.sign(Purpose.CALL, json)).isEqualTo(Vectors.text("/intent"));
    }

    @Test
    void theAuthProofIsReadWhole() {
        String nonce = "A".repeat(43);
        assertThat(AuthProof.verify(Vectors.text("/auth"), RevokedDevices.NONE))
                .isEqualTo(new AuthProof(A.address(), nonce, ORIGIN, DEVICE, 1, IAT));
    }
}
