/**
 * All of CallVault in one process: embedded stores, then one Spring context per service, each with its own settings,
 * pool, registry and management port, as they run apart; in front of them the edge's routing.
 */
@NullMarked
package com.callvault.infra.standalone;

import org.jspecify.annotations.NullMarked;
