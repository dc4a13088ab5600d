/** Offers, answers and candidates: held until a call is accepted, then passed on as they are. */
@NullMarked
package com.callvault.signaling.signal;

import org.jspecify.annotations.NullMarked;
