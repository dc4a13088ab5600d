/** What is done again and again: PostgreSQL remembers when, and any instance does it. */
@NullMarked
package com.callvault.signaling.sweep;

import org.jspecify.annotations.NullMarked;
