@NullMarked
package com.callvault.common.token;

import org.jspecify.annotations.NullMarked;
