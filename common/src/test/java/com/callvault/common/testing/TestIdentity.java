package com.callvault.common.testing;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.CompactJws;
import com.callvault.common.jws.Purpose;
import com.callvault.common.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** A person in a test: a seed, the address that follows from it, and signatures. A device key is one as well, with a certificate. */
public final class TestIdentity {
    private final byte[] seed;
    private final Address owner;
    private final @Nullable String cert;

    private TestIdentity(byte[] seed, @Nullable Address owner, @Nullable String cert) {
        this.seed = seed.clone();
        this.owner = owner == null ? Address.of(publicKey()) : owner;
        this.cert = cert;
    }

    /** The same person for the same 32 bytes. */
    public static TestIdentity of(byte[] seed) {
        return new TestIdentity(seed, null, null);
    }

    /** Another person with each call, the same ones from the same generator. */
    public static TestIdentity random(RandomGenerator random) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        random.nextBytes(seed);
        return of(seed);
    }

    /** A fixed person for each number. */
    public static TestIdentity number(int number) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        Arrays.fill(seed, (byte) number);
        return of(seed);
    }

    public Address address() {
        return owner;
    }

    /** The Ed25519 public key that this one signs by. */
    public byte[] publicKey() {
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        return key;
    }

    public String sign(Purpose purpose, String json) {
        return CompactJws.sign(purpose.typ(), owner.value(), cert, json, seed);
    }

    /** The bare signature over a text, for texts that no client would make. */
    public byte[] signBytes(String text) {
        byte[] message = text.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** A further device of this person: it signs by its own key, for this address. */
    public TestIdentity device(DeviceId device, byte[] deviceSeed) {
        String json = Json.write(Json.MAPPER
                .createObjectNode()
                .put("device", device.toString())
                .put(
                        "key",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(of(deviceSeed).publicKey()))
                .put("iat", Instant.EPOCH.getEpochSecond()));
        return new TestIdentity(deviceSeed, owner, sign(Purpose.DEVICE, json));
    }
}
