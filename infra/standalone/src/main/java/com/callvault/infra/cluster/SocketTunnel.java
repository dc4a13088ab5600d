package com.callvault.infra.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket on its way through the edge. A side that does not read holds the other back, by TCP's own means: here
 * nothing is queued, so that the gateway sees a slow reader as one.
 *
 * <p>From the client, Jetty calls {@link #onFillable} on one of its threads; from the gateway, a virtual thread reads.
 */
final class SocketTunnel extends AbstractConnection implements Connection.UpgradeTo {

    private static final Logger log = LoggerFactory.getLogger(SocketTunnel.class);
    private static final int BUFFER_BYTES = 4096;

    private final Handshake gateway;
    private ByteBuffer sentEarly = BufferUtil.EMPTY_BUFFER;

    SocketTunnel(EndPoint client, Executor executor, Handshake gateway) {
        super(client, executor);
        this.gateway = gateway;
    }

    /** What a client sent right behind its handshake, without waiting for the answer. */
    @Override
    public void onUpgradeTo(ByteBuffer read) {
        sentEarly = BufferUtil.copy(read);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        // The gateway's heartbeat is what ends a silent connection.
        getEndPoint().setIdleTimeout(0);
        Thread.ofVirtual().name("from-gateway").start(this::fromGateway);
        try {
            toGateway(sentEarly);
            fillInterested();
        } catch (IOException e) {
            end(e);
        }
    }

    @Override
    public void onFillable() {
        var buffer = BufferUtil.allocate(BUFFER_BYTES);
        try {
            while (true) {
                var filled = getEndPoint().fill(buffer);
                if (filled < 0) {
                    // The gateway reads to the end of what the client sent, its close frame included, and closes.
                    gateway.socket().shutdownOutput();
                    return;
                }
                if (filled == 0) {
                    fillInterested();
                    return;
                }
                toGateway(buffer);
                BufferUtil.clear(buffer);
            }
        } catch (IOException e) {
            end(e);
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        end(cause);
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return false;
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        closeGateway();
    }

    private void toGateway(ByteBuffer bytes) throws IOException {
        gateway.output().write(BufferUtil.toArray(bytes));
    }

    private void fromGateway() {
        var buffer = new byte[BUFFER_BYTES];
        try {
            for (var read = gateway.input().read(buffer);
                    read >= 0;
                    read = gateway.input().read(buffer)) {
                try (var written = Blocker.callback()) {
                    getEndPoint().write(written, ByteBuffer.wrap(buffer, 0, read));
                    written.block();
                }
            }
            close();
        } catch (IOException e) {
            end(e);
        }
    }

    private void end(Throwable cause) {
        log.debug("a tunnel ends", cause);
        getEndPoint().close(cause);
        closeGateway();
    }

    private void closeGateway() {
        try {
            gateway.close();
        } catch (IOException e) {
            log.debug("the gateway's side was closed already", e);
        }
    }
}
