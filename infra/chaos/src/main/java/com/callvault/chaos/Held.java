package com.callvault.chaos;

import java.util.Arrays;

/**
 * What a device holds of its conversation, by its rule: each place once, whichever way it came. Compact: of a message it keeps a
 * print. Not thread-safe.
 */
final class Held {

    private static final int FIRST_SIZE = 256;

    private long[] prints = new long[FIRST_SIZE];
    private int completeTo;
    private int highest;

    /** The print of a message; never 0. */
    static long print(String id, int from, String kind, int content, String target) {
        var identity = (31L * id.hashCode() + from) * 31 + kind.hashCode() + target.hashCode();
        return ((identity << 32) ^ (content & 0xffff_ffffL)) | Long.MIN_VALUE;
    }

    /** Whether the device did not have it, or had something else. */
    boolean take(long seq, long print) {
        var place = Math.toIntExact(seq);
        if (place >= prints.length) {
            prints = Arrays.copyOf(prints, Math.max(2 * prints.length, place + 1));
        }
        if (prints[place] == print) {
            return false;
        }
        prints[place] = print;
        highest = Math.max(highest, place);
        while (completeTo < highest && prints[completeTo + 1] != 0) {
            completeTo++;
        }
        return true;
    }

    /** The highest place below which nothing is missing; 0 where the first is. */
    long completeTo() {
        return completeTo;
    }

    boolean hasHole() {
        return completeTo < highest;
    }
}
