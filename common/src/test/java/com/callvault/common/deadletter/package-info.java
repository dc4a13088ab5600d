@NullMarked
package com.callvault.common.deadletter;

import org.jspecify.annotations.NullMarked;
