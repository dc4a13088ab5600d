package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ErrorCode;
import java.time.Instant;

/**
 * That one device of the callee answers one intent.
 *
 * @param from the signer, who was called
 * @param intent {@link CallIntent#hash()} of the intent that is answered
 */
public record Acceptance(CallId call, Address from, DeviceId device, String intent, Instant iat) {

    /**
     * @throws com.callvault.common.wire.WireException as {@link Jws#verify}, {@code malformed} naming a member,
     *     {@code bad_signature} when it is signed by another than {@code from}
     */
    public static Acceptance verify(String compact, RevokedDevices revoked) {
        VerifiedJws jws = Jws.verify(compact, Purpose.ACCEPT, revoked);
        Claims claims = jws.claims();
        Acceptance acceptance = new Acceptance(
                CallId.parse(claims.text("call", Integer.MAX_VALUE)),
                claims.address("from"),
                claims.device(),
                claims.hash("intent"),
                claims.seconds("iat"));
        if (!acceptance.from.equals(jws.signer())) {
            throw Jws.bad(ErrorCode.BAD_SIGNATURE.advice());
        }
        return acceptance;
    }
}
