/** Tests. */
@NullMarked
package com.callvault.messaging.conversation;

import org.jspecify.annotations.NullMarked;
