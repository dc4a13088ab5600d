/** The signaling service: who calls whom, what rings where, and how it ended. */
@NullMarked
package com.callvault.signaling;

import org.jspecify.annotations.NullMarked;
