package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.WireException;
import com.callvault.common.wire.WireLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That one person calls another, signed by the one who calls. Whoever takes it must still compare {@code aud} and the
 * connection, refuse a {@code jti} that was used before, and apply {@link Freshness#INTENT}.
 *
 * @param from the signer
 * @param name what the caller wants to be called, unverified
 * @param hash names this intent in the acceptance and in media proofs
 */
public record CallIntent(
        CallId call,
        Address from,
        Address to,
        DeviceId device,
        MediaKind media,
        @Nullable String name,
        String aud,
        Instant iat,
        String jti,
        String hash) {
    static final int JTI_CHARACTERS = 64;

    /**
     * @throws WireException as {@link Jws#verify}, {@code malformed} naming a member, {@code bad_signature} when it is signed
     *     by another than {@code from}, {@code self_call}
     */
    public static CallIntent verify(String compact, RevokedDevices revoked) {
        VerifiedJws jws = Jws.verify(compact, Purpose.CALL, revoked);
        Claims claims = jws.claims();
        CallIntent intent = new CallIntent(
                CallId.parse(claims.text("call", Integer.MAX_VALUE)),
                claims.address("from"),
                claims.address("to"),
                claims.device(),
                media(claims),
                claims.optionalText("name", WireLimits.NAME_CHARACTERS),
                claims.text("aud", AuthProof.MOST_CHARACTERS),
                claims.seconds("iat"),
                claims.text("jti", JTI_CHARACTERS),
                jws.hash());
        if (!intent.from.equals(jws.signer())) {
            throw Jws.bad(ErrorCode.BAD_SIGNATURE.advice());
        }
        if (intent.to.equals(intent.from)) {
            throw new WireException(ErrorCode.SELF_CALL, ErrorCode.SELF_CALL.advice());
        }
        return intent;
    }

    private static MediaKind media(Claims claims) {
        return switch (claims.text("media", Integer.MAX_VALUE)) {
            case "audio" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            default -> throw Claims.wrong("media", "\"audio\" or \"video\"");
        };
    }
}
