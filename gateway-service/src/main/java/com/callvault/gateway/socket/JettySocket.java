package com.callvault.gateway.socket;

import com.callvault.common.wire.CloseReason;
import com.callvault.gateway.connection.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * Jetty's own session, and not Spring's around it: that one waits on every send, Ping and close, and a close can wait for a
 * reader that does not read.
 */
final class JettySocket implements Socket {
    private final Session session;

    JettySocket(Session session) {
        this.session = session;
    }

    @Override
    public void send(String frame) throws IOException {
        Callback.Completable sent = new Callback.Completable();
        session.sendText(frame, sent);
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void ping() {
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void close(CloseReason reason) {
        session.close(reason.code(), reason.name(), Callback.NOOP);
    }

    @Override
    public void cut() {
        session.disconnect();
    }
}
