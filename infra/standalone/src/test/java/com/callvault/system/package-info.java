/**
 * The whole system from outside: one {@code callvault.jar} as a process of its own, spoken to by the protocol client,
 * a plain Kafka consumer and plain HTTP. Nothing here imports the server's code.
 */
@NullMarked
package com.callvault.system;

import org.jspecify.annotations.NullMarked;
