package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.wire.WireException;
import java.time.Instant;

/**
 * That an address is nobody's any more, for good. It is used once, since afterwards nobody is there who could use it again;
 * whoever takes it must still compare {@code aud} and apply {@link Freshness#PROOF}.
 */
public record Deletion(String aud, Instant iat, String jti) {

    /**
     * @throws WireException as {@link Jws#verify}, {@code malformed} naming a member; {@code forbidden} when it is not the
     *     address's own key that signed
     */
    public static Deletion verify(String compact, Address owner) {
        Claims claims = Jws.byOwnKey(
                        compact,
                        Purpose.DELETION,
                        owner,
                        "Only a device that holds the address's own key deletes the account: use the one on which it was"
                                + " made, or restore it from the recovery file.")
                .claims();
        return new Deletion(
                claims.text("aud", AuthProof.MOST_CHARACTERS),
                claims.seconds("iat"),
                claims.text("jti", CallIntent.JTI_CHARACTERS));
    }
}
