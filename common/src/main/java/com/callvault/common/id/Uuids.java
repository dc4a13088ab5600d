package com.callvault.common.id;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs as RFC 9562 has them. */
public final class Uuids {
    private Uuids() {}

    /** A version 7 UUID: sorts by the clock's millisecond, random below it. */
    public static UUID version7(Clock clock, RandomGenerator random) {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A version 8 UUID that is a function of its name: a repeat of the same fact gets the same id. */
    public static UUID named(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            long high = (bytes.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
            long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The 36-character form and nothing else. {@link UUID#fromString} also takes "1-1-1-1-1", which is a second name. */
    static UUID parse(String text) {
        try {
            UUID parsed = UUID.fromString(text);
            if (parsed.toString().equalsIgnoreCase(text)) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new WireException(ErrorCode.MALFORMED, "An id is not a UUID of 36 characters.");
    }
}
