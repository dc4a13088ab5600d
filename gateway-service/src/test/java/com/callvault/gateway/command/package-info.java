/** Tests of the rules of this package, without any server. */
@NullMarked
package com.callvault.gateway.command;

import org.jspecify.annotations.NullMarked;
