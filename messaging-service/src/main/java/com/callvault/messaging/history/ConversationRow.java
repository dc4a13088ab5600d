package com.callvault.messaging.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A conversation as it is read. */
@Entity
@Immutable
@Table(name = "conversation")
class ConversationRow {
    @Id
    @Column(name = "key")
    long key;

    String id = "";

    @Column(name = "lower_address")
    String lowerAddress = "";

    @Column(name = "higher_address")
    String higherAddress = "";

    @Column(name = "last_seq")
    long lastSeq;

    @Column(name = "last_at_ms")
    long lastAtMs;

    @Column(name = "lower_delivered")
    long lowerDelivered;

    @Column(name = "lower_read")
    long lowerRead;

    @Column(name = "lower_quiet")
    long lowerQuiet;

    @Column(name = "higher_delivered")
    long higherDelivered;

    @Column(name = "higher_read")
    long higherRead;

    @Column(name = "higher_quiet")
    long higherQuiet;
}
