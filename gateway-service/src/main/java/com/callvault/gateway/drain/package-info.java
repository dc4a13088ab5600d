/** How a node leaves: nobody comes in any more, everybody is told, and sockets close spread over a time. */
@NullMarked
package com.callvault.gateway.drain;

import org.jspecify.annotations.NullMarked;
