package com.callvault.signaling.presence;

import com.callvault.common.id.Address;
import org.jspecify.annotations.Nullable;

/** Whether people are connected anywhere. */
public interface Whereabouts {

    /** @param lastSeen ms since the epoch, to the minute; null while they are online, and where it is not known */
    record Sight(boolean online, @Nullable Long lastSeen) {}

    /**
     * Blocks for two round trips.
     *
     * @throws com.callvault.common.wire.WireException {@code unavailable} when nobody can say now
     */
    Sight of(Address address);
}
