/** Tests of what an operator would look at first. */
@NullMarked
package com.callvault.signaling.diagnostics;

import org.jspecify.annotations.NullMarked;
