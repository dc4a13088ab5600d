package com.callvault.gateway.presence;

import com.callvault.common.id.NodeId;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.Nodes;
import com.callvault.gateway.connection.Ticker;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this node lives, and sends itself an empty message, so that something comes on each of its connections to Redis
 * while they work: one on which nothing comes is half open, which nobody tells a subscriber, and is replaced after
 * {@link #SILENCE}.
 */
final class NodeBeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeBeat.class);

    /** Two beats were not heard. */
    static final Duration SILENCE = Nodes.BEAT.multipliedBy(5).dividedBy(2);

    private final NodeId node;
    private final Nodes nodes;
    private final NodeChannel channel;
    private final Presence presence;
    private final Ticker ticker;
    private final Duration patience;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("node-beat").daemon().factory());
    private long aliveAt;

    NodeBeat(
            NodeId node,
            RedisAsyncCommands<String, String> redis,
            Presence presence,
            Ticker ticker,
            Duration patience) {
        this.node = node;
        this.nodes = new Nodes(redis);
        this.channel = new NodeChannel(redis);
        this.presence = presence;
        this.ticker = ticker;
        this.patience = patience;
    }

    /** Returns when Redis knows that this node lives. */
    void start() {
        nodes.beat(node).toCompletableFuture().join();
        aliveAt = ticker.millis();
        long everyMs = Nodes.BEAT.toMillis();
        var unused = timer.scheduleWithFixedDelay(this::beat, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            nodes.beat(node).toCompletableFuture().join();
            long now = ticker.millis();
            if (now - aliveAt > Nodes.LIFE.toMillis()) {
                // Its routes did not count meanwhile, and deliveries were not even tried.
                presence.newRound("this node was taken for dead");
            }
            aliveAt = now;
            channel.publish(node, List.of()).toCompletableFuture().join();
        } catch (CompletionException e) {
            log.warn("Redis did not take this node's beat: {}", String.valueOf(e.getCause()));
        } catch (RuntimeException e) {
            log.error("This node's beat failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        // Comes after every detach on the same connection: when it is answered, they are done.
        nodes.leave(node)
                .toCompletableFuture()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    log.warn("This node could not say good-bye; its routes end with its last beat");
                    return null;
                })
                .join();
    }
}
