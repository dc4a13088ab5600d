package com.callvault.common.route;

import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;

/**
 * Where a device is connected.
 *
 * @param conn the number that the device signed in this connection's proof; a higher one is a newer connection
 */
public record Route(NodeId node, SessionId session, long conn) {
    String stored() {
        return conn + " " + node + " " + session;
    }

    static Route parse(String stored) {
        String[] parts = stored.split(" ", 3);
        return new Route(new NodeId(parts[1]), SessionId.parse(parts[2]), Long.parseLong(parts[0]));
    }
}
