/**
 * Tokens for {@code /api}: the gateway issues them for ten minutes to a device that proved itself, and every service verifies
 * them by public key, so that none asks another.
 */
@NullMarked
package com.callvault.common.token;

import org.jspecify.annotations.NullMarked;
