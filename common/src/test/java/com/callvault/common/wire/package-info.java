@NullMarked
package com.callvault.common.wire;

import org.jspecify.annotations.NullMarked;
