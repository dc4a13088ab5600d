/** Tests of who may come in. */
@NullMarked
package com.callvault.signaling.access;

import org.jspecify.annotations.NullMarked;
