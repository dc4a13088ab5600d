/** Tests. */
@NullMarked
package com.callvault.messaging.resync;

import org.jspecify.annotations.NullMarked;
