/** What this service tells everybody: {@code callvault.chat.events}, without the text of any message. */
@NullMarked
package com.callvault.messaging.event;

import org.jspecify.annotations.NullMarked;
