package com.callvault.chaos;

import org.jspecify.annotations.Nullable;

/** A message as its writer has it, and what has become of it so far. Confined to one checker. */
final class Written {

    private static final String EDIT = "edit";
    private static final String UNSEND = "unsend";
    private static final String REACTION = "reaction";

    private final Told.Wrote wrote;
    private final int pair;
    private final @Nullable Written target;
    private long acknowledgedAt;
    private long acknowledgedSeq;
    private long seq;
    private boolean beingTakenBack;
    private long takenBackAt = Long.MAX_VALUE;

    /** @param target the message that this one changes */
    Written(Told.Wrote wrote, int pair, @Nullable Written target) {
        this.wrote = wrote;
        this.pair = pair;
        this.target = target;
        if (target != null && wrote.kind().equals(UNSEND)) {
            target.beingTakenBack = true;
        }
    }

    Told.Wrote wrote() {
        return wrote;
    }

    int pair() {
        return pair;
    }

    /** Its place by the first who told one; 0 while nobody has. */
    long seq() {
        return seq;
    }

    void takes(long place) {
        seq = place;
    }

    boolean isAcknowledged() {
        return acknowledgedSeq > 0;
    }

    /** Ms since the epoch, of the first time. */
    long acknowledgedAt() {
        return acknowledgedAt;
    }

    long acknowledgedSeq() {
        return acknowledgedSeq;
    }

    void acknowledged(long at, long place) {
        acknowledgedAt = at;
        acknowledgedSeq = place;
        if (target != null && wrote.kind().equals(UNSEND)) {
            target.takenBackAt = Math.min(target.takenBackAt, at);
        }
    }

    /** Whether it may be told like this: as it was written, or without words once somebody has begun to take them back. */
    boolean isToldAs(String kind, int content, String targetId) {
        return wrote.kind().equals(kind)
                && wrote.target().equals(targetId)
                && (wrote.content() == content || (content == 0 && words().beingTakenBack));
    }

    /** Whether its words were gone by then, as the one who took them back was told. */
    boolean isGoneAt(long moment) {
        return !wrote.kind().equals(REACTION) && words().takenBackAt < moment;
    }

    /** Whose words these are: an edit goes with what it edits. */
    private Written words() {
        return target != null && wrote.kind().equals(EDIT) ? target : this;
    }
}
