/** Which STUN and TURN servers browsers use, and their credentials. */
@NullMarked
package com.callvault.signaling.ice;

import org.jspecify.annotations.NullMarked;
