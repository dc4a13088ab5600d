@NullMarked
package com.callvault.signaling;

import org.jspecify.annotations.NullMarked;
