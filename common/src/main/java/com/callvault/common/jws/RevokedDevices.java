package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;

/** Which devices their owners have removed. Called on the thread that verifies, which may have to wait for a store. */
@FunctionalInterface
public interface RevokedDevices {
    /** Where another asks: attach, which does so in the same step as it takes the route. */
    RevokedDevices NONE = (owner, device) -> false;

    /**
     * @throws com.callvault.common.wire.WireException {@code account_deleted} when the address is gone with all its devices;
     *     {@code unavailable} when nobody can say, so that what may be stolen is not let in
     */
    boolean isRevoked(Address owner, DeviceId device);
}
