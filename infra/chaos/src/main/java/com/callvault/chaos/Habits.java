package com.callvault.chaos;

import java.time.Duration;

/**
 * How a device behaves.
 *
 * @param pingEvery how often it makes sure that the server is there
 * @param firstPauseMs it comes back after anything up to this, doubled with each try that failed, unless it is told when
 * @param longestPauseMs up to this
 * @param keptFrames of each connection, to look back at
 */
record Habits(Duration pingEvery, int firstPauseMs, int longestPauseMs, int keptFrames) {

    /** As the page does. */
    static final Habits USUAL = new Habits(Duration.ofSeconds(10), 5_000, 30_000, 2_000);

    /** So that a trial is short, and its races are close. */
    static final Habits EAGER = new Habits(Duration.ofSeconds(1), 100, 1_600, 2_000);

    /** Of many who have much to say: soon back, and remembering what they saw in a way of their own. */
    static final Habits BUSY = new Habits(Duration.ofSeconds(5), 1_000, 4_000, 32);
}
