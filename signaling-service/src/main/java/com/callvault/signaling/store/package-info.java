/** How statements reach PostgreSQL. What they say is with whom they belong to. */
@NullMarked
package com.callvault.signaling.store;

import org.jspecify.annotations.NullMarked;
