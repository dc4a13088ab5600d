package com.callvault.gateway.connection;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;

/**
 * Who a connection has proven to be.
 *
 * @param conn the number that the device signed: it rises with each of its connections
 */
public record Identity(Address address, DeviceId device, long conn) {}
