@NullMarked
package com.callvault.signaling.signal;

import org.jspecify.annotations.NullMarked;
