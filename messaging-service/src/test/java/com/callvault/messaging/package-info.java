/** Tests of the whole service on real Kafka, PostgreSQL and Redis. */
@NullMarked
package com.callvault.messaging;

import org.jspecify.annotations.NullMarked;
