/**
 * The ring and everything else that goes to a device: owed on Redis, delivered to the nodes, sent again until it is
 * acknowledged, settled when the call is over.
 */
@NullMarked
package com.callvault.signaling.ring;

import org.jspecify.annotations.NullMarked;
