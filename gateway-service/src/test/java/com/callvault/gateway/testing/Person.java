package com.callvault.gateway.testing;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.CompactJws;
import com.callvault.common.jws.Purpose;
import com.callvault.common.wire.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Somebody with a key and one device. */
public final class Person {
    private final byte[] seed;
    private final Address address;
    private final DeviceId device;

    private Person(byte[] seed, Address address, DeviceId device) {
        this.seed = seed;
        this.address = address;
        this.device = device;
    }

    public static Person create() {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        new SecureRandom().nextBytes(seed);
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        return new Person(seed, Address.of(key), new DeviceId(UUID.randomUUID()));
    }

    /** The same person, somewhere else. */
    public Person onAnotherDevice() {
        return new Person(seed, address, new DeviceId(UUID.randomUUID()));
    }

    public Address address() {
        return address;
    }

    public DeviceId device() {
        return device;
    }

    public String proof(String challenge, String audience, long conn) {
        return sign(Purpose.AUTH, authClaims(challenge, audience, conn));
    }

    /** What a good proof says; to be spoiled. */
    public Map<String, Object> authClaims(String challenge, String audience, long conn) {
        return new TreeMap<>(Map.of(
                "nonce", challenge,
                "aud", audience,
                "device", device.toString(),
                "conn", conn,
                "iat", Instant.now().getEpochSecond()));
    }

    public String sign(Purpose purpose, Map<String, Object> claims) {
        return CompactJws.sign(purpose.typ(), address.value(), null, Json.write(claims), seed);
    }
}
