package com.callvault.client;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of version 7 (RFC 9562): the lower of two is the older, which is what decides between crossing calls. */
public final class Ids {
    private Ids() {}

    public static UUID v7(long epochMs) {
        var random = ThreadLocalRandom.current();
        long high = (epochMs << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = 0x8000_0000_0000_0000L | (random.nextLong() & 0x3fff_ffff_ffff_ffffL);
        return new UUID(high, low);
    }
}
