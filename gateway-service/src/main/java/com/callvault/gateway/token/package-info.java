/** Tokens for {@code /api}: issued after {@code ready}, on request, and to service workers by a proof of their own. */
@NullMarked
package com.callvault.gateway.token;

import org.jspecify.annotations.NullMarked;
