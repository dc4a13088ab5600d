package com.callvault.gateway.presence;

import com.callvault.common.id.NodeId;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.wire.WireException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's channel. Lettuce subscribes again by itself when its connection was lost; what was published meanwhile is gone,
 * so each such time starts a new round. Messages come on Lettuce's own thread, which waits for nobody.
 */
final class RedisNodeSubscription implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisNodeSubscription.class);

    private final Supplier<StatefulRedisPubSubConnection<String, String>> connect;
    private final String channel;
    private final Presence presence;
    private final PresenceMetrics metrics;
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;

    RedisNodeSubscription(
            Supplier<StatefulRedisPubSubConnection<String, String>> connect,
            NodeId node,
            Presence presence,
            PresenceMetrics metrics) {
        this.connect = connect;
        this.channel = NodeChannel.name(node);
        this.presence = presence;
        this.metrics = metrics;
    }

    /** Returns when Redis has confirmed: nobody may connect to this node before. */
    synchronized void start(Duration patience) {
        StatefulRedisPubSubConnection<String, String> opened = connect.get();
        connection = opened;
        opened.addListener(new Listener());
        try {
            opened.async().subscribe(channel).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis does not let this node subscribe to its channel", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            var unused = connection.closeAsync();
            connection = null;
        }
    }

    /** One per connection, since it remembers whether its connection was subscribed before. */
    private final class Listener extends RedisPubSubAdapter<String, String> {
        private boolean subscribed;

        @Override
        public void message(String from, String message) {
            try {
                Delivery.decode(message).forEach(presence::deliver);
            } catch (IllegalArgumentException | WireException e) {
                metrics.unreadable();
                log.error("A message on the node's channel is not a delivery: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("A delivery failed", e);
            }
        }

        @Override
        public void subscribed(String to, long count) {
            if (subscribed) {
                metrics.interrupted();
                presence.newRound("the subscription of this node was interrupted");
            }
            subscribed = true;
        }
    }
}
