/** Who is online and who was last when: told when it is asked for, to the contacts of those who tell it (ADR 24). */
@NullMarked
package com.callvault.signaling.presence;

import org.jspecify.annotations.NullMarked;
