@NullMarked
package com.callvault.common.problem;

import org.jspecify.annotations.NullMarked;
