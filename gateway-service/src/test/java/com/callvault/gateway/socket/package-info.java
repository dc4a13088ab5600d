/** Tests of the rules of this package, without any server. */
@NullMarked
package com.callvault.gateway.socket;

import org.jspecify.annotations.NullMarked;
