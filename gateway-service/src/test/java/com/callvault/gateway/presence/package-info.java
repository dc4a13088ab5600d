/** Tests of the rules of this package, without any server. */
@NullMarked
package com.callvault.gateway.presence;

import org.jspecify.annotations.NullMarked;
