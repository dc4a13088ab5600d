/** Which addresses are gone for good, because the person has deleted their account (ADR 0023). */
@NullMarked
package com.callvault.signaling.departure;

import org.jspecify.annotations.NullMarked;
