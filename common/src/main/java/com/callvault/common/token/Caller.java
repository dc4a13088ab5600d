package com.callvault.common.token;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;

/** Who makes a request, as their token proves. */
public record Caller(Address address, DeviceId device) {}
