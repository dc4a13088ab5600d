/** What the tests of {@code common} and of every service share; a test-jar carries it. */
@NullMarked
package com.callvault.common.testing;

import org.jspecify.annotations.NullMarked;
