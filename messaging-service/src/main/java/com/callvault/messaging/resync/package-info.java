/**
 * Devices that were sent messages and do not say that they have them: after a while they are told to read again. A convenience
 * on top of sync, so it lives in memory, bounded, and forgets with the process or the partition.
 */
@NullMarked
package com.callvault.messaging.resync;

import org.jspecify.annotations.NullMarked;
