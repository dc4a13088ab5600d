/**
 * Who has blocked whom, as the topic of policies tells it and as this service keeps it for itself: their messages are stored as
 * ever and hidden from those who have blocked them.
 */
@NullMarked
package com.callvault.messaging.block;

import org.jspecify.annotations.NullMarked;
