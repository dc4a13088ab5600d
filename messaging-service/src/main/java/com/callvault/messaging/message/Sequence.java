package com.callvault.messaging.message;

import com.callvault.common.wire.ErrorCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one sequence of a conversation while its row is locked: the next place is the last one plus one, so there are no holes,
 * and time does not run backwards along it, whatever the clocks of several instances say. Confined to one transaction.
 */
public final class Sequence {
    private long lastSeq;
    private long lastAtMs;

    public Sequence(long lastSeq, long lastAtMs) {
        this.lastSeq = lastSeq;
        this.lastAtMs = lastAtMs;
    }

    /**
     * @param earlier what is stored, or was placed earlier in this transaction, under the same {@code clientId}
     * @param replyToSeq 0 where nothing is answered
     * @param hidden of a new one; a repeat stays what it was, whoever was blocked since
     */
    public Placement place(
            UUID content, long replyToSeq, Placement.@Nullable Earlier earlier, boolean hidden, long nowMs) {
        if (earlier != null) {
            return earlier.content().equals(content)
                    ? new Placement.Placed(earlier.seq(), earlier.atMs(), false, earlier.hidden(), earlier.gone())
                    : new Placement.Refused(ErrorCode.CLIENT_ID_REUSED);
        }
        if (replyToSeq > lastSeq) {
            return new Placement.Refused(ErrorCode.NO_SUCH_MESSAGE);
        }
        lastAtMs = Math.max(lastAtMs, nowMs);
        return new Placement.Placed(++lastSeq, lastAtMs, true, hidden, false);
    }

    public long lastSeq() {
        return lastSeq;
    }

    /** When the last place was given, ms since the epoch; 0 where none was. */
    public long lastAtMs() {
        return lastAtMs;
    }
}
