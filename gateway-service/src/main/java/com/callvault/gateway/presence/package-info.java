/** Who is connected here: the route of each connection on Redis, taken, renewed and given back, and what comes for it on the node's
 * channel. */
@NullMarked
package com.callvault.gateway.presence;

import org.jspecify.annotations.NullMarked;
