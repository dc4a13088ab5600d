package com.callvault.chaos;

/**
 * How promise 5 was not kept.
 *
 * @param seq 0 where it has none
 * @param where a device, or the server's history
 */
record MessageBreach(Kind kind, int pair, long seq, String where, String what) {

    /** What can be wrong with an acknowledged message. */
    enum Kind {
        /** It is not there after everybody has read what they missed. */
        LOST,
        /** It has two places, or a device applied it twice. */
        DOUBLED,
        /** A place is not the same message for everybody, or not behind what its writer wrote before. */
        OUT_OF_ORDER,
        /** It is not what was written. */
        ALTERED,
        /** A place below the highest holds nothing. */
        HOLE,
        /** It was acknowledged twice, with two places. */
        ACKNOWLEDGED_DIFFERENTLY,
        /** It was taken back, and has words. */
        REAPPEARED
    }

    @Override
    public String toString() {
        return "promise 5 %s: pair %d, seq %d, %s: %s".formatted(kind, pair, seq, where, what);
    }
}
