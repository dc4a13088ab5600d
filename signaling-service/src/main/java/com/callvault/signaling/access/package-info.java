/** Who asks on {@code /api}, what they may send, and how errors look there. */
@NullMarked
package com.callvault.signaling.access;

import org.jspecify.annotations.NullMarked;
