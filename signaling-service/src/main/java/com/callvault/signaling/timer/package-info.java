/** Time: what a call needs by itself, from {@code due_at} in the ledger. Nothing else remembers time. */
@NullMarked
package com.callvault.signaling.timer;

import org.jspecify.annotations.NullMarked;
