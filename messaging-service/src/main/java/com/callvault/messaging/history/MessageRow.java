package com.callvault.messaging.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A message as it is read. */
@Entity
@Immutable
@Table(name = "message")
@IdClass(MessageRow.Place.class)
class MessageRow {
    @Id
    long conversation;

    @Id
    long seq;

    @Column(name = "at_ms")
    long atMs;

    @Column(name = "reply_to_seq")
    @Nullable
    Long replyToSeq;

    @Column(name = "target_seq")
    @Nullable
    Long targetSeq;

    @Column(name = "client_id")
    UUID clientId = new UUID(0, 0);

    @Column(name = "from_lower")
    boolean fromLower;

    String kind = "";

    @Nullable
    String body;

    boolean hidden;

    /** A message's key. */
    record Place(long conversation, long seq) implements Serializable {}
}
