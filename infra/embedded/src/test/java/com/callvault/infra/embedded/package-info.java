@NullMarked
package com.callvault.infra.embedded;

import org.jspecify.annotations.NullMarked;
