/**
 * Many messages and watermarks in one PostgreSQL transaction: lock the conversations in one order, drop what
 * is there already, number only what is new, write in a statement per table. The port and its one adapter.
 */
@NullMarked
package com.callvault.messaging.store;

import org.jspecify.annotations.NullMarked;
