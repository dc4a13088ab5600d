package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.WireException;
import com.callvault.common.wire.WireLimits;
import java.time.Instant;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * A device key, certified by its owner's address.
 *
 * @param key the device's Ed25519 public key, base64url
 * @param name what the owner calls the device
 */
public record DeviceCertificate(
        DeviceId device, String key, @Nullable String name, Instant iat) {

    /**
     * Reads a certificate that {@code owner} makes just now. Whoever takes it must still apply {@link Freshness#PROOF}.
     *
     * @throws WireException as {@link Jws#verify}; {@code forbidden} when it is not the address's own key that signed
     */
    public static DeviceCertificate verify(String compact, Address owner) {
        return of(Jws.byOwnKey(compact, Purpose.DEVICE, owner).claims());
    }

    static DeviceCertificate of(Claims claims) {
        String key = claims.hash("key");
        if (!isKey(key)) {
            throw Claims.wrong("key", "a valid Ed25519 public key");
        }
        return new DeviceCertificate(
                claims.device(), key, claims.optionalText("name", WireLimits.NAME_CHARACTERS), claims.seconds("iat"));
    }

    /** Whether it is the canonical base64url of a key that may be believed; none of low order (SECURITY, 3). */
    public static boolean isKey(String text) {
        try {
            byte[] bytes = CompactJws.decode(text);
            return bytes.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(bytes, 0);
        } catch (WireException e) {
            return false;
        }
    }

    byte[] publicKey() {
        return CompactJws.decode(key);
    }
}
