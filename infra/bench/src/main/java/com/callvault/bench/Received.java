package com.callvault.bench;

import java.util.BitSet;

/** What has reached a device of what the other sent, by the numbers that the other gave. */
final class Received {

    private final BitSet numbers = new BitSet();
    private long lastSeq;
    private int lastNumber = -1;
    private int doubled;
    private int outOfOrder;

    /**
     * A message came.
     *
     * @param number the sender's, from 0 on
     * @param seq the server's, in the conversation
     */
    void live(int number, long seq) {
        if (numbers.get(number)) {
            doubled++;
            return;
        }
        if (seq <= lastSeq || number < lastNumber) {
            outOfOrder++;
        }
        numbers.set(number);
        lastSeq = Math.max(lastSeq, seq);
        lastNumber = Math.max(lastNumber, number);
    }

    BitSet numbers() {
        return (BitSet) numbers.clone();
    }

    int doubled() {
        return doubled;
    }

    int outOfOrder() {
        return outOfOrder;
    }
}
