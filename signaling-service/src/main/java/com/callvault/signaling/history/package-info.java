/** The calls of one person that are over. */
@NullMarked
package com.callvault.signaling.history;

import org.jspecify.annotations.NullMarked;
