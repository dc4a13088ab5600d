package com.callvault.gateway.connection;

import static org.awaitility.Awaitility.await;

import com.callvault.common.wire.CloseReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Remembers what a connection's own writers have sent. */
public final class RecordingSocket implements Socket {
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    public List<String> frames() {
        return frames;
    }

    public List<String> awaitFrames(int count) {
        await(count + " frames").until(() -> frames.size() >= count);
        return frames;
    }

    public CloseReason awaitClose() {
        return closed.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Override
    public void send(String frame) {
        frames.add(frame);
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseReason reason) {
        closed.complete(reason);
    }

    @Override
    public void cut() {}
}
