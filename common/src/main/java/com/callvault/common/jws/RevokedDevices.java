package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;

/** Which devices their owners have removed. Called on the thread that verifies; must answer from memory. */
@FunctionalInterface
public interface RevokedDevices {
    /** For places where no device can have been revoked yet. */
    RevokedDevices NONE = (owner, device) -> false;

    boolean isRevoked(Address owner, DeviceId device);
}
