/** Tests. */
@NullMarked
package com.callvault.messaging.search;

import org.jspecify.annotations.NullMarked;
