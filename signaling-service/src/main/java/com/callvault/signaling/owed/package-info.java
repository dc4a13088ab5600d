/** Call frames that a device has not acknowledged, in PostgreSQL, so that Redis can be emptied at any moment. */
@NullMarked
package com.callvault.signaling.owed;

import org.jspecify.annotations.NullMarked;
