package com.callvault.bench;

/**
 * What became of messages.
 *
 * @param acknowledged the server said that they are there
 * @param refused the server said that they are not, or the connection ended before it answered
 * @param delivered they reached the other's device while it was connected
 * @param readLater they did not, and are in the history
 * @param lost they were acknowledged and are nowhere
 * @param doubled they reached the device twice
 * @param outOfOrder they came behind one that was sent later
 * @param violations frames that are not as the protocol says
 */
record Outcome(
        long sent,
        long acknowledged,
        long refused,
        long delivered,
        long readLater,
        long lost,
        long doubled,
        long outOfOrder,
        long violations) {

    static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Outcome plus(Outcome other) {
        return new Outcome(
                sent + other.sent,
                acknowledged + other.acknowledged,
                refused + other.refused,
                delivered + other.delivered,
                readLater + other.readLater,
                lost + other.lost,
                doubled + other.doubled,
                outOfOrder + other.outOfOrder,
                violations + other.violations);
    }

    /** A message without an acknowledgement has no time: where there are such, the times are those of the fortunate. */
    boolean isFlawless() {
        return acknowledged == sent && lost == 0 && doubled == 0 && outOfOrder == 0 && violations == 0;
    }
}
