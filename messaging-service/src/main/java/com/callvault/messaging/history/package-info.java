/**
 * What a client reads to be up to date: its conversations, newest first, and the messages of one, both ways from any place.
 * Reads only, through JPA; the pipeline writes.
 */
@NullMarked
package com.callvault.messaging.history;

import org.jspecify.annotations.NullMarked;
