/** Tests. */
@NullMarked
package com.callvault.messaging.watermark;

import org.jspecify.annotations.NullMarked;
