/**
 * The names of things: addresses, devices, sessions, calls, conversations, messages, nodes. Each is a record of its own, so
 * that the compiler keeps them apart, and each refuses what the protocol refuses.
 */
@NullMarked
package com.callvault.common.id;

import org.jspecify.annotations.NullMarked;
