package com.callvault.gateway.drain;

import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ServerFrame;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.Connections;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * How a node stops: it accepts nobody any more, tells everybody with {@code drain}, and closes each socket with 1012 at a time
 * of its own, so that the other nodes do not get them all at once. Stops before everything else does.
 */
public final class Drain implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final long LOOK_EVERY_MS = 20;

    private final Connections connections;
    private final DrainSettings settings;
    private final RandomGenerator random;
    private final AtomicBoolean accepting;

    /** @param accepting is false from the moment on that this node stops */
    public Drain(Connections connections, DrainSettings settings, RandomGenerator random, AtomicBoolean accepting) {
        this.connections = connections;
        this.settings = settings;
        this.random = random;
        this.accepting = accepting;
    }

    @Override
    public void start() {
        accepting.set(true);
    }

    @Override
    public void stop() {
        accepting.set(false);
        log.info("Draining {} connections", connections.all().size());
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("drain").daemon().factory())) {
            connections.forEach(connection -> close(connection, timer));
            Duration most = settings.spread().plus(settings.closeWithin());
            long until = System.nanoTime() + most.toNanos();
            while (!connections.all().isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(Connection::cut);
    }

    @Override
    public boolean isRunning() {
        return accepting.get();
    }

    private void close(Connection connection, ScheduledExecutorService timer) {
        long inMs = random.nextLong(settings.spread().toMillis() + 1);
        connection.send(new ServerFrame.Drain(inMs));
        var unused = timer.schedule(() -> connection.close(CloseReason.RESTART), inMs, TimeUnit.MILLISECONDS);
    }
}
