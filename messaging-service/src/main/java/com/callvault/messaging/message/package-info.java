/**
 * What may be sent, and which place it gets. Pure rules: no store, no broker, no clock of their own.
 */
@NullMarked
package com.callvault.messaging.message;

import org.jspecify.annotations.NullMarked;
