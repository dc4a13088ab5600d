package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.WireException;
import java.time.Instant;

/**
 * That a device speaks for its owner no more, from now on and for good. A repeat changes nothing; whoever takes it must still
 * apply {@link Freshness#PROOF}.
 */
public record Revocation(DeviceId device, Instant iat, String jti) {

    /**
     * @throws WireException as {@link Jws#verify}, {@code malformed} naming a member; {@code forbidden} when it is not the
     *     address's own key that signed
     */
    public static Revocation verify(String compact, Address owner) {
        Claims claims = Jws.byOwnKey(compact, Purpose.REVOKE, owner).claims();
        return new Revocation(claims.device(), claims.seconds("iat"), claims.text("jti", CallIntent.JTI_CHARACTERS));
    }
}
