package com.callvault.gateway.connection;

import com.callvault.common.id.SessionId;
import com.callvault.common.id.Uuids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of this node, by session: the map in which a delivery looks. One thread goes over them several times a second
 * and looks after their deadlines; ten thousand take it less than a millisecond, and an idle connection needs no timer.
 */
public final class Connections implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final int CHALLENGE_BYTES = 32;
    private static final long SWEEP_MS = 100;

    private final ConcurrentHashMap<SessionId, Connection> bySession = new ConcurrentHashMap<>();
    private final Clock clock;
    private final RandomGenerator random;
    private final Ticker ticker;
    private final ConnectionSettings settings;
    private final ConnectionMetrics metrics;
    private final Executor writers =
            task -> Thread.ofVirtual().name("ws-writer").start(task);
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("connections").daemon().factory());

    public Connections(
            Clock clock, RandomGenerator random, Ticker ticker, ConnectionSettings settings, MeterRegistry registry) {
        this.clock = clock;
        this.random = random;
        this.ticker = ticker;
        this.settings = settings;
        this.metrics = new ConnectionMetrics(registry);
        Gauge.builder("callvault.gateway.connections", bySession, ConcurrentHashMap::size)
                .description("Open WebSockets, proven or not")
                .register(registry);
        var unused = sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    /** A socket was opened by a page of {@code audience}. */
    public Connection open(Socket socket, String audience) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        Connection connection = new Connection(
                new SessionId(Uuids.version7(clock, random)),
                audience,
                Base64.getUrlEncoder().withoutPadding().encodeToString(challenge),
                socket,
                writers,
                ticker,
                settings,
                metrics);
        bySession.put(connection.session(), connection);
        metrics.opened();
        return connection;
    }

    /**
     * Its socket is gone. False when that was known.
     *
     * @param code the WebSocket close code that the socket ended with
     */
    public boolean closed(Connection connection, int code) {
        if (!connection.closed()) {
            return false;
        }
        bySession.remove(connection.session());
        Counter.builder("callvault.gateway.connections.closed")
                .description("WebSockets that ended, by close code")
                .tag("code", label(code))
                .register(metrics.registry())
                .increment();
        return true;
    }

    public @Nullable Connection find(SessionId session) {
        return bySession.get(session);
    }

    /** Those open at the moment; a view. */
    public Collection<Connection> all() {
        return bySession.values();
    }

    public void forEach(Consumer<Connection> action) {
        bySession.values().forEach(action);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private void sweep() {
        for (Connection connection : bySession.values()) {
            try {
                connection.tick();
            } catch (RuntimeException e) {
                log.error("a connection's deadlines could not be looked after", e);
            }
        }
    }

    /** A client may close with any code it likes; a metric may not have any label it likes. */
    private static String label(int code) {
        return (code >= 1000 && code <= 1015) || code == 4008 || code == 4029 || (code >= 4400 && code <= 4410)
                ? Integer.toString(code)
                : "other";
    }
}
