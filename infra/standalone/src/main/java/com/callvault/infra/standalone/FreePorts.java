package com.callvault.infra.standalone;

import com.callvault.infra.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Finds ports that nobody listens on, and says of a given one whether somebody does. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * One on which nobody listens, nor on any of those that go with it.
     *
     * @param companions the ports that go with one
     */
    public static int findWith(IntFunction<IntStream> companions) {
        for (var attempt = 0; attempt < 100; attempt++) {
            int port = LoopbackPorts.findRow(1);
            if (companions.apply(port).allMatch(LoopbackPorts::isFree)) {
                return port;
            }
        }
        throw new UncheckedIOException(new BindException("no free port among 100 that has free ones beside it"));
    }

    /**
     * Asks before anything is started, so that the answer comes at once.
     *
     * @throws StartException if {@code port} cannot be listened on
     */
    public static void require(String address, int port, String option) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1);
        } catch (BindException e) {
            var denied = String.valueOf(e.getMessage()).contains("ermission");
            throw (denied ? StartFailure.PORT_NOT_PERMITTED : StartFailure.PORT_TAKEN).causedBy(e, port, option);
        } catch (IOException e) {
            throw StartFailure.PORT_NOT_PERMITTED.causedBy(e, port, option);
        }
    }
}
