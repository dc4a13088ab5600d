/**
 * All of CallVault on one machine as separate processes: the stores, gateways, two of each other service, and the edge in
 * front. One process starts and watches them; each can be killed, frozen and started again alone.
 */
@NullMarked
package com.callvault.infra.cluster;

import org.jspecify.annotations.NullMarked;
