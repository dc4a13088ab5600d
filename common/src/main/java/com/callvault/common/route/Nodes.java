package com.callvault.common.route;

import com.callvault.common.id.NodeId;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which gateways live. A route counts only while its node's heartbeat does, so a killed node needs no clean-up. */
public final class Nodes {
    /** A node beats this often. */
    public static final Duration BEAT = Duration.ofSeconds(5);

    /** And is taken for dead after this long without a beat. */
    public static final Duration LIFE = Duration.ofSeconds(15);

    private final RedisAsyncCommands<String, String> redis;

    public Nodes(RedisAsyncCommands<String, String> redis) {
        this.redis = redis;
    }

    public CompletionStage<Void> beat(NodeId node) {
        return redis.set(key(node), "1", SetArgs.Builder.px(LIFE.toMillis())).thenAccept(done -> {});
    }

    /** The node says good-bye. */
    public CompletionStage<Void> leave(NodeId node) {
        return redis.del(key(node)).thenAccept(done -> {});
    }

    /** Those of {@code nodes} that live. */
    public CompletionStage<Set<NodeId>> living(Set<NodeId> nodes) {
        Set<NodeId> living = ConcurrentHashMap.newKeySet();
        var checks = nodes.stream()
                .map(node -> redis.exists(key(node))
                        .thenAccept(found -> {
                            if (found == 1) {
                                living.add(node);
                            }
                        })
                        .toCompletableFuture())
                .toList();
        return java.util.concurrent.CompletableFuture.allOf(
                        checks.toArray(java.util.concurrent.CompletableFuture[]::new))
                .thenApply(done -> living.stream().collect(Collectors.toUnmodifiableSet()));
    }

    private static String key(NodeId node) {
        return "alive:" + node;
    }
}
