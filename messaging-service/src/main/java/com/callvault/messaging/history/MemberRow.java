package com.callvault.messaging.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a conversation is for one of its people, as it is read. */
@Entity
@Immutable
@Table(name = "member")
@IdClass(MemberRow.Side.class)
class MemberRow {
    @Id
    long conversation;

    @Id
    @Column(name = "is_lower")
    boolean isLower;

    @Column(name = "muted_until_ms")
    @Nullable
    Long mutedUntilMs;

    @Column(name = "archived_seq")
    @Nullable
    Long archivedSeq;

    @Column(name = "cleared_seq")
    long clearedSeq;

    /** One of the two people of a conversation. */
    record Side(long conversation, boolean isLower) implements Serializable {}

    boolean isMuted(long nowMs) {
        return mutedUntilMs != null && mutedUntilMs > nowMs;
    }

    /** What comes later brings it back, unless nobody is told of it. */
    boolean isArchived(long lastSeq, long nowMs) {
        return archivedSeq != null && (lastSeq <= archivedSeq || isMuted(nowMs));
    }
}
