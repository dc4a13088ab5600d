package com.callvault.common.route;

import com.callvault.common.id.NodeId;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The way back to a socket: the Redis channel of the node that holds it. Nothing on it is durable and nothing has to be; what
 * must arrive is owed, or shows as a hole in a sequence.
 */
public final class NodeChannel {
    private final RedisAsyncCommands<String, String> redis;

    public NodeChannel(RedisAsyncCommands<String, String> redis) {
        this.redis = redis;
    }

    /** False when nobody listened: that node is dead, and so are its routes; go on as without them. */
    public CompletionStage<Boolean> publish(NodeId node, List<? extends Delivery> deliveries) {
        return redis.publish(name(node), Delivery.encode(deliveries)).thenApply(listeners -> listeners > 0);
    }

    /** The channel that a node subscribes to before it accepts its first connection. */
    public static String name(NodeId node) {
        return "node:" + node;
    }
}
