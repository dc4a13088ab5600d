/** That somebody is writing: passed on while it is fresh, and never stored. Pure. */
@NullMarked
package com.callvault.messaging.typing;

import org.jspecify.annotations.NullMarked;
