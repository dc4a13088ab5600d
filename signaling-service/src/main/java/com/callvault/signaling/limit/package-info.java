/** How often somebody may call. */
@NullMarked
package com.callvault.signaling.limit;

import org.jspecify.annotations.NullMarked;
