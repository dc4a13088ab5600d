@NullMarked
package com.callvault.common.route;

import org.jspecify.annotations.NullMarked;
