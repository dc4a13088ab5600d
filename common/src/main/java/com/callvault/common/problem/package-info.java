/** What our HTTP routes have in common: errors as RFC 9457 has them, with the protocol's codes, and the bearer's token. */
@NullMarked
package com.callvault.common.problem;

import org.jspecify.annotations.NullMarked;
