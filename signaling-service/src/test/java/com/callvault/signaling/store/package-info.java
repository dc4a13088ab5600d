@NullMarked
package com.callvault.signaling.store;

import org.jspecify.annotations.NullMarked;
