/**
 * A client of the wire written from the protocol's page alone. It shares no code with the server, so that a mistake in
 * ours is not repeated here; the load generator, the chaos tests and the whole-system tests grow from it.
 *
 * <p>One virtual thread reads each connection and nothing else is held per connection, so thousands fit in one process.
 */
@NullMarked
package com.callvault.client;

import org.jspecify.annotations.NullMarked;
