/** Tests. */
@NullMarked
package com.callvault.messaging.batch;

import org.jspecify.annotations.NullMarked;
