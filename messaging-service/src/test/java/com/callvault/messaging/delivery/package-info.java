/** Tests. */
@NullMarked
package com.callvault.messaging.delivery;

import org.jspecify.annotations.NullMarked;
