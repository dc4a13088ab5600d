/**
 * Real Kafka, PostgreSQL and Redis on one machine, with nothing installed and no container engine.
 *
 * <p>Kafka runs inside this process, the other two are processes of their own. All are durable, listen on the loopback
 * interface alone and keep what they have in one data folder.
 */
@NullMarked
package com.callvault.infra.embedded;

import org.jspecify.annotations.NullMarked;
