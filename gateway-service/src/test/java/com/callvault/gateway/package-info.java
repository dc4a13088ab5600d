/** The gateway from outside: real sockets, real Redis, real Kafka. */
@NullMarked
package com.callvault.gateway;

import org.jspecify.annotations.NullMarked;
