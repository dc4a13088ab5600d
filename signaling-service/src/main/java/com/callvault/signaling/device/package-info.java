/**
 * The devices of a person: how a further one is linked, which ones there are, and how one is removed within a minute
 * (PROTOCOL, "Devices"; ADR 0014).
 */
@NullMarked
package com.callvault.signaling.device;

import org.jspecify.annotations.NullMarked;
