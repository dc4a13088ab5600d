/** What was decided and has to reach Kafka, whatever crashes in between. */
@NullMarked
package com.callvault.signaling.outbox;

import org.jspecify.annotations.NullMarked;
