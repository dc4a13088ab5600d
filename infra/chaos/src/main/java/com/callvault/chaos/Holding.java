package com.callvault.chaos;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one device, or the server, holds of a conversation, by place. Compact, as there are millions of places. */
final class Holding {

    private static final int FIRST_SIZE = 256;

    private @Nullable Written[] messages = new @Nullable Written[FIRST_SIZE];
    private long[] hadAt = new long[FIRST_SIZE];
    private int[] contents = new int[FIRST_SIZE];
    private int highest;

    /** The highest place that holds something; 0 where none does. */
    int highest() {
        return highest;
    }

    @Nullable
    Written at(long seq) {
        return seq < messages.length ? messages[(int) seq] : null;
    }

    /** When it had what it holds there for the first time, ms since the epoch. */
    long hadAt(long seq) {
        return hadAt[(int) seq];
    }

    /** Whether it already holds just that, words and all. */
    boolean holds(long seq, Written message, int content) {
        return message.equals(at(seq)) && contents[(int) seq] == content;
    }

    void put(long seq, Written message, int content, long at) {
        var place = Math.toIntExact(seq);
        if (place >= messages.length) {
            var size = Math.max(2 * messages.length, place + 1);
            var more = new @Nullable Written[size];
            System.arraycopy(messages, 0, more, 0, messages.length);
            messages = more;
            hadAt = Arrays.copyOf(hadAt, size);
            contents = Arrays.copyOf(contents, size);
        }
        if (messages[place] == null) {
            hadAt[place] = at;
        }
        messages[place] = message;
        contents[place] = content;
        highest = Math.max(highest, place);
    }
}
