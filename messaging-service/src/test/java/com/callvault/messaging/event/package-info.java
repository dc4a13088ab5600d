/** Tests. */
@NullMarked
package com.callvault.messaging.event;

import org.jspecify.annotations.NullMarked;
