/** Tests. */
@NullMarked
package com.callvault.messaging.message;

import org.jspecify.annotations.NullMarked;
