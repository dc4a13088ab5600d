/**
 * Breaks a cluster on purpose while people call and write to each other, writes down what each device saw, and decides
 * afterwards whether the promises were kept.
 */
@NullMarked
package com.callvault.chaos;

import org.jspecify.annotations.NullMarked;
