/** Puts a load on a server of its own, verifies what comes back, and says how long it took and what it cost. */
@NullMarked
package com.callvault.bench;

import org.jspecify.annotations.NullMarked;
