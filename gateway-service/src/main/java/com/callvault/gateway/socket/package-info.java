/** Jetty and Spring's WebSocket on one side, our connection on the other: the upgrade, the sockets, and which frame goes where. */
@NullMarked
package com.callvault.gateway.socket;

import org.jspecify.annotations.NullMarked;
