package com.callvault.messaging.store;

import com.callvault.messaging.message.Sequence;
import com.callvault.messaging.watermark.Level;
import com.callvault.messaging.watermark.Watermark;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A conversation's row while this transaction holds its lock. */
record LockedConversation(
        long key,
        long storedSeq,
        Sequence sequence,
        Level lowerDelivered,
        Level lowerRead,
        Level lowerQuiet,
        Level higherDelivered,
        Level higherRead,
        Level higherQuiet) {

    static LockedConversation read(ResultSet row) throws SQLException {
        return new LockedConversation(
                row.getLong("key"),
                row.getLong("last_seq"),
                new Sequence(row.getLong("last_seq"), row.getLong("last_at_ms")),
                new Level(row.getLong("lower_delivered"), row.getLong("lower_delivered_at_ms")),
                new Level(row.getLong("lower_read"), row.getLong("lower_read_at_ms")),
                new Level(row.getLong("lower_quiet"), row.getLong("lower_quiet_at_ms")),
                new Level(row.getLong("higher_delivered"), row.getLong("higher_delivered_at_ms")),
                new Level(row.getLong("higher_read"), row.getLong("higher_read_at_ms")),
                new Level(row.getLong("higher_quiet"), row.getLong("higher_quiet_at_ms")));
    }

    Level.Outcome raise(Watermark watermark, long nowMs) {
        boolean lower = watermark.byLower();
        Level read = lower ? lowerRead : higherRead;
        if (watermark.kind() == Watermark.Kind.READ_QUIETLY && watermark.upTo() <= read.upTo()) {
            // What the other was told, one's own devices were told too.
            return new Level.Outcome.Passed();
        }
        Level level = switch (watermark.kind()) {
            case DELIVERED -> lower ? lowerDelivered : higherDelivered;
            case READ -> read;
            case READ_QUIETLY -> lower ? lowerQuiet : higherQuiet;
        };
        return level.raise(watermark.upTo(), sequence.lastSeq(), nowMs);
    }

    boolean changed() {
        return sequence.lastSeq() > storedSeq
                || lowerDelivered.risen()
                || lowerRead.risen()
                || lowerQuiet.risen()
                || higherDelivered.risen()
                || higherRead.risen()
                || higherQuiet.risen();
    }
}
