package com.callvault.gateway.presence;

import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.Connections;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Has each connection's route kept once per {@link #PERIOD}: a part of the connections in each step, so that neither Redis nor
 * this node sees them all at once. One thread; commands are sent without waiting for answers, so they travel together.
 */
final class RenewalLoop implements AutoCloseable {
    static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int STEPS = 20;

    private final Connections connections;
    private final Presence presence;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("renewal").daemon().factory());
    private int step;

    RenewalLoop(Connections connections, Presence presence) {
        this.connections = connections;
        this.presence = presence;
    }

    void start() {
        long everyMs = PERIOD.toMillis() / STEPS;
        var unused = timer.scheduleAtFixedRate(this::step, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    private void step() {
        step = (step + 1) % STEPS;
        presence.lookAgain();
        for (Connection connection : connections.all()) {
            if (Math.floorMod(connection.session().hashCode(), STEPS) == step) {
                try {
                    presence.keep(connection);
                } catch (RuntimeException e) {
                    LoggerFactory.getLogger(RenewalLoop.class).warn("a route could not be renewed", e);
                }
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
