package com.callvault.common.token;

import com.callvault.common.jws.Claims;
import com.callvault.common.jws.CompactJws;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.net.URI;
import java.time.Clock;

/**
 * Verifies tokens by the gateway's public keys. Thread-safe; 0.15 ms, and at most 5 s where keys must be read first. A
 * token whose key is known never waits.
 */
public final class TokenVerifier {
    private final PublicKeys keys;
    private final String origin;
    private final RevokedDevices revoked;
    private final Clock clock;

    /**
     * @param jwks where the gateway's public keys are: {@code file:}, {@code http:} or {@code https:}
     * @param origin the public origin, which must have issued the token and be what it is for
     * @param revoked devices whose tokens count no more, though their time is not up
     */
    public TokenVerifier(URI jwks, String origin, RevokedDevices revoked, Clock clock) {
        this.keys = new PublicKeys(jwks, clock);
        this.origin = origin;
        this.revoked = revoked;
        this.clock = clock;
    }

    /**
     * @throws WireException {@code not_authenticated}; {@code revoked}; {@code unavailable} when its key is not known and the
     *     keys cannot be read, so that nobody throws a good token away, or when nobody can say whether its device is revoked
     */
    public Caller verify(String token) {
        Caller caller = bearer(token);
        if (revoked.isRevoked(caller.address(), caller.device())) {
            throw new WireException(ErrorCode.REVOKED, ErrorCode.REVOKED.advice());
        }
        return caller;
    }

    private Caller bearer(String token) {
        try {
            CompactJws jws = CompactJws.parse(token, TokenIssuer.TYP);
            Claims claims = jws.claims();
            Caller caller = new Caller(claims.address("sub"), claims.device());
            byte[] key = keys.get(jws.kid());
            if (key != null
                    && jws.isSignedBy(key)
                    && origin.equals(claims.text("iss", Integer.MAX_VALUE))
                    && origin.equals(claims.text("aud", Integer.MAX_VALUE))
                    && clock.instant().isBefore(claims.seconds("exp"))) {
                return caller;
            }
        } catch (WireException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            // Why a token is not one is nobody's business but the gateway's, which made it.
        }
        throw new WireException(ErrorCode.NOT_AUTHENTICATED, ErrorCode.NOT_AUTHENTICATED.advice());
    }
}
