/** From the upgrade request to {@code ready}: origin, subprotocol, challenge and proof (PROTOCOL, "Opening"). */
@NullMarked
package com.callvault.gateway.opening;

import org.jspecify.annotations.NullMarked;
