package com.callvault.messaging.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** Somebody who has deleted their account. */
@Entity
@Immutable
@Table(name = "departure")
class DepartureRow {
    @Id
    String address = "";
}
