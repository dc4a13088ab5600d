/**
 * Finds messages by their words, in the conversations of whoever asks and nowhere else. A sweep keeps the words of every block of
 * consecutive places beside the messages (ADR 20); a search takes the blocks that may have it, and believes only the messages.
 */
@NullMarked
package com.callvault.messaging.search;

import org.jspecify.annotations.NullMarked;
