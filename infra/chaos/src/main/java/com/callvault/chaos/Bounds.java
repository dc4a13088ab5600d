package com.callvault.chaos;

/**
 * How long things may take.
 *
 * @param fineMs while nothing is broken
 * @param brokenMs while something is, or was until a moment ago: the largest of the bounds for the faults that are caused
 * @param healingMs how long after a fault its bounds hold
 */
record Bounds(long fineMs, long brokenMs, long healingMs) {

    /** Of the promises, and of the table of faults: a signaling instance that dies hands over within 7 s, twice in a row. */
    static final Bounds PROMISED = new Bounds(1_000, 15_000, 15_000);

    /** How long after a fault the times of messages are told apart from the others. */
    static final long MESSAGES_HEALING_MS = 5_000;
}
