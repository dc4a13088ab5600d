/**
 * What happens to a Kafka record that fails: one that nobody will ever be able to read goes to the dead letters at once and the
 * partition goes on; for anything else the partition waits and tries again, and loses nothing (ARCHITECTURE, "Kafka").
 */
@NullMarked
package com.callvault.common.deadletter;

import org.jspecify.annotations.NullMarked;
