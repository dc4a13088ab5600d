/**
 * The gateway holds WebSockets at {@code /ws}, proves who is there, turns frames into Kafka commands and delivers what comes
 * back. It knows nothing of calls or chats beyond routing.
 */
@NullMarked
package com.callvault.gateway;

import org.jspecify.annotations.NullMarked;
