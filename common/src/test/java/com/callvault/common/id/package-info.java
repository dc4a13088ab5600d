@NullMarked
package com.callvault.common.id;

import org.jspecify.annotations.NullMarked;
