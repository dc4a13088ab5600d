/**
 * Calls: the pure state machine that decides, the ledger that remembers its decisions in one transaction per command, and the
 * desk that takes commands in and has their effects carried out. Nothing else changes a call.
 */
@NullMarked
package com.callvault.signaling.call;

import org.jspecify.annotations.NullMarked;
