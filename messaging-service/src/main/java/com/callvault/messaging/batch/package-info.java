/**
 * A batch of commands from Kafka to its end: rules, one transaction, and only then everything that others see of it. A crash
 * anywhere leaves the offsets where they were; the batch comes again and has the same outcome.
 */
@NullMarked
package com.callvault.messaging.batch;

import org.jspecify.annotations.NullMarked;
