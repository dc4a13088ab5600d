/** One client's connection: what it may send, what waits to be sent to it, its heartbeat and its end. No WebSocket library here; the
 * socket is a port. */
@NullMarked
package com.callvault.gateway.connection;

import org.jspecify.annotations.NullMarked;
