package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import java.time.Instant;

/**
 * Who is at a connection. Whoever takes it must still compare {@code nonce} with the connection's challenge and {@code aud}
 * with the origins of this server, and apply {@link Freshness#PROOF}.
 *
 * @param conn rises with each connection of the device, from 1
 */
public record AuthProof(Address signer, String nonce, String aud, DeviceId device, long conn, Instant iat) {
    static final int MOST_CHARACTERS = 256;

    /** @throws com.callvault.common.wire.WireException as {@link Jws#verify}, and {@code malformed} naming a member */
    public static AuthProof verify(String compact, RevokedDevices revoked) {
        VerifiedJws jws = Jws.verify(compact, Purpose.AUTH, revoked);
        Claims claims = jws.claims();
        return new AuthProof(
                jws.signer(),
                claims.text("nonce", MOST_CHARACTERS),
                claims.text("aud", MOST_CHARACTERS),
                claims.device(),
                claims.number("conn", 1),
                claims.seconds("iat"));
    }
}
