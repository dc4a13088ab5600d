/**
 * Who holds whose connection, and which call frames are still owed to whom: the ring hand-off on Redis (ARCHITECTURE, "Redis:
 * ownership, and the ring that is never missed"). Redis runs one script after the other. If <em>attach</em> is first,
 * <em>owe</em> sees the new route; if <em>owe</em> is first, <em>attach</em> sees the ring; there is no third order. Nothing
 * here is the truth: the ledger in PostgreSQL is, and Redis may be emptied at any moment.
 */
@NullMarked
package com.callvault.common.route;

import org.jspecify.annotations.NullMarked;
