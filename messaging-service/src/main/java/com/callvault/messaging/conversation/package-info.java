/**
 * What a direct conversation is: two people, in order, and the names of the places in their one sequence. Pure; everything
 * else of this service stands on it.
 */
@NullMarked
package com.callvault.messaging.conversation;

import org.jspecify.annotations.NullMarked;
