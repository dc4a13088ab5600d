package com.callvault.common.id;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A person: {@code call:} and the base58btc of their 32-byte Ed25519 public key (RFC 8032). Only keys that are canonically
 * encoded and of prime order exist as an address: for the others some verifiers accept forged signatures.
 */
public record Address(@JsonValue String value) implements Comparable<Address> {
    private static final String PREFIX = "call:";
    private static final int KEY_BYTES = 32;
    private static final int LONGEST = PREFIX.length() + 44;

    /** The full check of a key costs 0.12 ms and the same few addresses come with every frame. Emptied when it is full. */
    private static final ConcurrentHashMap<String, Boolean> VALID = new ConcurrentHashMap<>();

    private static final int MOST_REMEMBERED = 100_000;

    /** @throws WireException {@code bad_address} */
    @JsonCreator
    public Address {
        if (!VALID.containsKey(value)) {
            check(value);
            if (VALID.size() >= MOST_REMEMBERED) {
                VALID.clear();
            }
            VALID.put(value, Boolean.TRUE);
        }
    }

    public static Address of(byte[] publicKey) {
        return new Address(PREFIX + Base58.encode(publicKey));
    }

    /** The Ed25519 public key, 32 bytes. */
    public byte[] publicKey() {
        return Base58.decode(value.substring(PREFIX.length()));
    }

    /** For logs: enough to tell people apart, not enough to call them. */
    public String shortened() {
        return value.substring(0, PREFIX.length() + 6) + "…";
    }

    /** ASCII order, which decides who is "lower". */
    @Override
    public int compareTo(Address other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return shortened();
    }

    private static void check(String value) {
        if (!value.startsWith(PREFIX) || value.length() > LONGEST) {
            throw bad("it does not start with " + PREFIX + " followed by at most 44 base58 characters");
        }
        byte[] key;
        try {
            key = Base58.decode(value.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw bad("it has a character that base58 does not have");
        }
        if (key.length != KEY_BYTES) {
            throw bad("its key has " + key.length + " bytes, not " + KEY_BYTES);
        }
        if (!Ed25519.validatePublicKeyFull(key, 0)) {
            throw bad("its key is not a valid Ed25519 public key");
        }
    }

    private static WireException bad(String why) {
        return new WireException(ErrorCode.BAD_ADDRESS, "That is not an address: " + why + ".");
    }
}
