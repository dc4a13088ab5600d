/** Tests. */
@NullMarked
package com.callvault.messaging.typing;

import org.jspecify.annotations.NullMarked;
