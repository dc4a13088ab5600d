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
        Level higherDelivered,
        Level higherRead) {

    static LockedConversation read(ResultSet row) throws SQLException {
        return new LockedConversation(
                row.getLong("key"),
                row.getLong("last_seq"),
                new Sequence(row.getLong("last_seq"), row.getLong("last_at_ms")),
                new Level(row.getLong("lower_delivered"), row.getLong("lower_delivered_at_ms")),
                new Level(row.getLong("lower_read"), row.getLong("lower_read_at_ms")),
                new Level(row.getLong("higher_delivered"), row.getLong("higher_delivered_at_ms")),
                new Level(row.getLong("higher_read"), row.getLong("higher_read_at_ms")));
    }

    Level level(Watermark watermark) {
        return switch (watermark.kind()) {
            case DELIVERED -> watermark.byLower() ? lowerDelivered : higherDelivered;
            case READ -> watermark.byLower() ? lowerRead : higherRead;
        };
    }

    boolean changed() {
        return sequence.lastSeq() > storedSeq
                || lowerDelivered.risen()
                || lowerRead.risen()
                || higherDelivered.risen()
                || higherRead.risen();
    }
}
