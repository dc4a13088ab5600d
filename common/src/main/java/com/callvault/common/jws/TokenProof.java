package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import java.time.Instant;

/**
 * A device that asks for a token without a connection. Whoever takes it must still compare {@code aud}, refuse a {@code jti}
 * that was used before, and apply {@link Freshness#PROOF}.
 */
public record TokenProof(Address signer, String aud, DeviceId device, Instant iat, String jti) {

    /** @throws com.callvault.common.wire.WireException as {@link Jws#verify}, and {@code malformed} naming a member */
    public static TokenProof verify(String compact, RevokedDevices revoked) {
        VerifiedJws jws = Jws.verify(compact, Purpose.TOKEN, revoked);
        Claims claims = jws.claims();
        return new TokenProof(
                jws.signer(),
                claims.text("aud", AuthProof.MOST_CHARACTERS),
                claims.device(),
                claims.seconds("iat"),
                claims.text("jti", CallIntent.JTI_CHARACTERS));
    }
}
