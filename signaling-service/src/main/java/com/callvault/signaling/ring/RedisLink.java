package com.callvault.signaling.ring;

import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.Nodes;
import com.callvault.common.route.OwedCalls;
import com.callvault.common.route.Revocations;
import com.callvault.common.route.Routes;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import jakarta.annotation.PreDestroy;
import jakarta.validation.constraints.NotBlank;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * The one connection to Redis, shared by all threads. Made when it is first needed, so that this service starts and decides
 * while Redis is away. While it is down commands fail at once instead of waiting: the sweeps repeat them.
 */
@Component
class RedisLink {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String VERSION = "redis_version:";
    private static final int MOST_UNANSWERED = 50_000;

    private final Clock clock;
    private final ClientResources resources;
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private long quietUntil;

    /**
     * Where routes and the nodes' channels are.
     *
     * @param uri {@code redis://:password@host:port} or {@code rediss://…}; no default
     */
    @Validated
    @ConfigurationProperties(prefix = "callvault.redis", ignoreUnknownFields = false)
    record RedisSettings(@NotBlank String uri) {
        @Override
        public String toString() {
            return "RedisSettings[…]";
        }
    }

    RedisLink(RedisSettings settings, Clock clock) {
        this.clock = clock;
        this.quietUntil = System.nanoTime();
        this.resources = ClientResources.builder()
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(10), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS))
                .build();
        RedisURI uri = RedisURI.create(settings.uri());
        uri.setTimeout(PATIENCE);
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
    }

    /** What can be asked, all on one connection: what was asked first is done first. */
    record Redis(OwedCalls owed, Routes routes, NodeChannel channel, Nodes nodes, Revocations revocations) {}

    /** @throws io.lettuce.core.RedisException when Redis has never been reached, and is not now */
    Redis redis() {
        RedisAsyncCommands<String, String> commands = connection().async();
        return new Redis(
                new OwedCalls(commands),
                new Routes(commands, clock),
                new NodeChannel(commands),
                new Nodes(commands),
                new Revocations(commands));
    }

    /** As Redis says it: asks it. */
    String version() throws Failed {
        return await(connection().async().info("server"))
                .lines()
                .filter(line -> line.startsWith(VERSION))
                .map(line -> line.substring(VERSION.length()))
                .findFirst()
                .orElse("of an unknown version");
    }

    private synchronized StatefulRedisConnection<String, String> connection() {
        StatefulRedisConnection<String, String> existing = connection;
        if (existing != null) {
            return existing;
        }
        if (System.nanoTime() - quietUntil < 0) {
            throw new RedisConnectionException("Redis was not there a moment ago");
        }
        try {
            existing = client.connect();
            connection = existing;
            return existing;
        } finally {
            // One after the other would wait here for as long as a connection may take.
            quietUntil = System.nanoTime() + AGAIN.toNanos();
        }
    }

    /** Redis did not do what it was asked. */
    static final class Failed extends Exception {
        Failed(Throwable cause) {
            super(cause);
        }
    }

    static <T> T await(CompletionStage<T> asked) throws Failed {
        try {
            return asked.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(e);
        }
    }

    @PreDestroy
    void close() {
        client.shutdown(Duration.ZERO, PATIENCE);
        resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
