/**
 * The live way out: frames to the devices that are connected now, over the Redis channels of their nodes. Best effort by
 * design: whoever misses something sees a hole in the sequence or is told to read again.
 */
@NullMarked
package com.callvault.messaging.delivery;

import org.jspecify.annotations.NullMarked;
