package com.callvault.gateway.connection;

import com.callvault.common.wire.CloseReason;
import java.io.IOException;

/** One WebSocket, as a connection sees it. Thread-safe, but {@link #send} is called by one thread at a time. */
public interface Socket {
    /** Blocks until the frame is with the operating system; {@link #cut} ends the wait. */
    void send(String frame) throws IOException;

    /** Sends a WebSocket Ping. Never blocks. */
    void ping();

    /** Starts the closing handshake. Never blocks. */
    void close(CloseReason reason);

    /** Ends the connection without another word; the client sees 1006. Never blocks. */
    void cut();
}
