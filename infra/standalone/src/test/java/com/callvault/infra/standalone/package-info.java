@NullMarked
package com.callvault.infra.standalone;

import org.jspecify.annotations.NullMarked;
