@NullMarked
package com.callvault.signaling.ice;

import org.jspecify.annotations.NullMarked;
