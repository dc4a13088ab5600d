/** Tests. */
@NullMarked
package com.callvault.messaging.history;

import org.jspecify.annotations.NullMarked;
