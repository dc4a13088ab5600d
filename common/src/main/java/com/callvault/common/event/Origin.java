package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;

/**
 * Who sent a command, as the gateway proved it, and the connection to which the answer goes.
 *
 * @param node the gateway that holds the connection
 */
public record Origin(Address address, DeviceId device, SessionId session, NodeId node) {}
