package com.callvault.gateway.presence;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Starts what presence needs before the web server accepts, and stops it after the last socket is closed: a node that is not
 * subscribed must not have a single connection, or it would miss what is delivered to it and not know.
 */
final class NodeLife implements SmartLifecycle {
    /** Below the web server's: starts before it, stops after it. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final RedisNodeSubscription subscription;
    private final NodeBeat beat;
    private final RenewalLoop renewal;
    private final Duration patience;
    private volatile boolean running;

    NodeLife(RedisNodeSubscription subscription, NodeBeat beat, RenewalLoop renewal, Duration patience) {
        this.subscription = subscription;
        this.beat = beat;
        this.renewal = renewal;
        this.patience = patience;
    }

    @Override
    public void start() {
        subscription.start(patience);
        beat.start();
        renewal.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        renewal.close();
        beat.close();
        subscription.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
