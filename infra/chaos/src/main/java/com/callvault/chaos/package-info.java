/**
 * Breaks a cluster on purpose while people call each other, writes down what each device saw, and decides afterwards whether
 * the promises about calls were kept.
 */
@NullMarked
package com.callvault.chaos;

import org.jspecify.annotations.NullMarked;
