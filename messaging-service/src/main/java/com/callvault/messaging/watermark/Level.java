package com.callvault.messaging.watermark;

import com.callvault.common.wire.ErrorCode;

/**
 * One watermark of one person while the conversation's row is locked. It only rises. Confined to one transaction.
 */
public final class Level {
    private long upTo;
    private long atMs;
    private boolean risen;

    public Level(long upTo, long atMs) {
        this.upTo = upTo;
        this.atMs = atMs;
    }

    /** What came of a {@link Watermark}. */
    public sealed interface Outcome {
        /**
         * It stands at {@code upTo}, since {@code atMs}, by this request or a repeat of it: people are told, once more the
         * same if need be, since whoever raised it may have died before telling.
         */
        record Stands(long upTo, long atMs) implements Outcome {}

        /** It stands higher already; whoever raised it that far tells. */
        record Passed() implements Outcome {}

        record Refused(ErrorCode code, String advice) implements Outcome {}
    }

    /** @param lastSeq the conversation's last place: nobody can have what is not there */
    public Outcome raise(long wanted, long lastSeq, long nowMs) {
        if (wanted > lastSeq) {
            return new Outcome.Refused(
                    ErrorCode.BAD_STATE, "The conversation ends at " + lastSeq + "; upTo cannot be above it.");
        }
        if (wanted < upTo) {
            return new Outcome.Passed();
        }
        if (wanted > upTo) {
            upTo = wanted;
            atMs = nowMs;
            risen = true;
        }
        return new Outcome.Stands(upTo, atMs);
    }

    public long upTo() {
        return upTo;
    }

    public long atMs() {
        return atMs;
    }

    public boolean risen() {
        return risen;
    }
}
