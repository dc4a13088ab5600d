package com.callvault.messaging.delivery;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Redis, shared by all threads. Made when first needed, so that the service starts and stores while
 * Redis is away; comes back by itself within a second. Commands are refused while it is down, and they leave only with
 * {@link #flush}: whoever gives commands flushes after the last of them, and thereby sends a whole batch in one write. What a
 * flush of another thread takes along early does no harm.
 */
final class RedisLink implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
    private static final int MOST_UNANSWERED = 100_000;

    private final ClientResources resources;
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private boolean closed;

    RedisLink(String uri) {
        resources = ClientResources.builder()
                .reconnectDelay(Delay.exponential(
                        Duration.ofMillis(10), Duration.ofSeconds(1), 2, java.util.concurrent.TimeUnit.MILLISECONDS))
                .build();
        RedisURI parsed = RedisURI.create(uri);
        parsed.setTimeout(CONNECT_WITHIN);
        client = RedisClient.create(resources, parsed);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED)
                .build());
    }

    /** Nothing while Redis has not been reached yet. */
    Optional<StatefulRedisConnection<String, String>> connection() {
        StatefulRedisConnection<String, String> existing = connection;
        return existing != null ? Optional.of(existing) : connect();
    }

    static void flush(StatefulRedisConnection<String, String> connection) {
        connection.flushCommands();
    }

    private synchronized Optional<StatefulRedisConnection<String, String>> connect() {
        if (connection == null && !closed) {
            try {
                StatefulRedisConnection<String, String> made = client.connect();
                made.setAutoFlushCommands(false);
                connection = made;
            } catch (RedisException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(connection);
    }

    @Override
    public synchronized void close() {
        closed = true;
        StatefulRedisConnection<String, String> existing = connection;
        if (existing != null) {
            existing.close();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }
}
