/** Tests. */
@NullMarked
package com.callvault.messaging.store;

import org.jspecify.annotations.NullMarked;
