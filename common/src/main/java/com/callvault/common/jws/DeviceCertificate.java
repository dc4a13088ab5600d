package com.callvault.common.jws;

import com.callvault.common.id.DeviceId;
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

    static DeviceCertificate of(Claims claims) {
        String key = claims.hash("key");
        byte[] bytes = CompactJws.decode(key);
        if (bytes.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(bytes, 0)) {
            throw Claims.wrong("key", "a valid Ed25519 public key");
        }
        return new DeviceCertificate(
                claims.device(), key, claims.optionalText("name", WireLimits.NAME_CHARACTERS), claims.seconds("iat"));
    }

    byte[] publicKey() {
        return CompactJws.decode(key);
    }
}
