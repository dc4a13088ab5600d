@NullMarked
package com.callvault.common.jws;

import org.jspecify.annotations.NullMarked;
