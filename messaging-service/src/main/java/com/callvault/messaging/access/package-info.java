/** Who asks on {@code /api}, and how errors look there. */
@NullMarked
package com.callvault.messaging.access;

import org.jspecify.annotations.NullMarked;
