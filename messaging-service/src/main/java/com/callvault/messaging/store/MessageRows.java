package com.callvault.messaging.store;

import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** New messages by column, as a multi-row statement takes them. */
final class MessageRows {
    private final long[] conversations;
    private final long[] seqs;
    private final long[] atMs;
    private final long[] replyToSeqs;
    private final long[] targetSeqs;
    private final String[] clientIds;
    private final String[] contents;
    private final boolean[] fromLower;
    private final String[] kinds;
    private final @Nullable String[] bodies;
    private final boolean[] hidden;
    private int size;

    MessageRows(int most) {
        conversations = new long[most];
        seqs = new long[most];
        atMs = new long[most];
        replyToSeqs = new long[most];
        targetSeqs = new long[most];
        clientIds = new String[most];
        contents = new String[most];
        fromLower = new boolean[most];
        kinds = new String[most];
        bodies = new String[most];
        hidden = new boolean[most];
    }

    void add(long conversation, Placement.Placed placed, Submission submission) {
        conversations[size] = conversation;
        seqs[size] = placed.seq();
        atMs[size] = placed.atMs();
        replyToSeqs[size] = submission.said().replyToSeq();
        targetSeqs[size] = submission.said().targetSeq();
        clientIds[size] = submission.clientId().toString();
        contents[size] = submission.content().toString();
        fromLower[size] = submission.fromLower();
        kinds[size] = submission.said().kind().wire();
        bodies[size] = submission.said().body();
        hidden[size] = placed.hidden();
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    Object[] columns() {
        return new Object[] {
            Arrays.copyOf(conversations, size),
            Arrays.copyOf(seqs, size),
            Arrays.copyOf(atMs, size),
            Arrays.copyOf(replyToSeqs, size),
            Arrays.copyOf(targetSeqs, size),
            Arrays.copyOf(clientIds, size),
            Arrays.copyOf(contents, size),
            Arrays.copyOf(fromLower, size),
            Arrays.copyOf(kinds, size),
            Arrays.copyOf(bodies, size),
            Arrays.copyOf(hidden, size)
        };
    }
}
