@NullMarked
package com.callvault.signaling.call;

import org.jspecify.annotations.NullMarked;
