package com.callvault.infra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/** The loopback ports of the stores. */
public record Ports(int kafka, int kafkaController, int postgres, int redis) {

    /** Four ports that nobody listened on a moment ago. */
    public static Ports free() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < 4; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
            }
            return new Ports(
                    sockets.get(0).getLocalPort(),
                    sockets.get(1).getLocalPort(),
                    sockets.get(2).getLocalPort(),
                    sockets.get(3).getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (var socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It was never used.
                }
            }
        }
    }
}
