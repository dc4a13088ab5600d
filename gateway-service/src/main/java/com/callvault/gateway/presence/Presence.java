package com.callvault.gateway.presence;

import com.callvault.common.id.NodeId;
import com.callvault.common.route.Attached;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.Route;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.connection.Identity;
import com.callvault.gateway.connection.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches connections to their routes, keeps the routes, gives them back, and hands deliveries to connections.
 *
 * <p>The race: somebody calls while the callee's device connects here. Signaling writes the ring and reads the routes in one
 * step; we write the route and read what is owed in one step. Whichever is second sees the other. It holds only if a delivery
 * that saw our route also finds the connection, so that the connection stands in the node's map <em>before</em> attach; and it
 * is in order only if that delivery, which may come before attach has answered here, waits behind {@code ready} and what is
 * owed. Hence: map, hold, attach, {@code ready}, owed, held, live.
 *
 * <p>Redis may lose routes, and our subscription may lose deliveries. Each such event starts a new <em>round</em>: a connection
 * whose last attach belongs to an older round is attached again when its renewal is due, within {@link RenewalLoop#PERIOD},
 * and told to {@code resync}. So the load of it is spread, two losses at once cost one repair, and a repair that fails is tried
 * again. What Redis itself has lost, signaling writes again a little later: one more round follows for who attached in between,
 * a page that was reloaded, say, and did not find the call that it takes part in.
 */
public final class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    /** Signaling looks at each call every 5 s, and writes its state again. */
    static final Duration SECOND_LOOK = Duration.ofSeconds(10);

    private static final long NEVER = Long.MAX_VALUE;
    private static final String RESYNC = FrameCodec.encode(new ServerFrame.Resync());

    private final NodeId node;
    private final Connections connections;
    private final RouteBook routes;
    private final Duration patience;
    private final PresenceMetrics metrics;
    private final Ticker ticker;
    private final AtomicInteger round = new AtomicInteger(1);
    private long secondLookAt = NEVER;
    private volatile int secondLook;

    /** @param patience how long a client that opens waits for Redis */
    public Presence(
            NodeId node,
            Connections connections,
            RouteBook routes,
            Duration patience,
            PresenceMetrics metrics,
            Ticker ticker) {
        this.node = node;
        this.connections = connections;
        this.routes = routes;
        this.patience = patience;
        this.metrics = metrics;
        this.ticker = ticker;
    }

    /**
     * The connection has proven who it is: attaches it and sends {@code ready}, then what is owed, then everything live. Blocks
     * the connection's own thread until Redis has answered.
     *
     * @throws WireException {@code superseded}, {@code revoked}, {@code account_deleted}, or {@code unavailable} when Redis does not answer
     */
    public void enter(Connection connection, Identity identity, ServerFrame.Ready ready) {
        if (!connection.prove(identity)) {
            return;
        }
        int now = round.get();
        switch (await(attach(connection, identity))) {
            case Attached.Superseded superseded ->
                throw new WireException(ErrorCode.SUPERSEDED, ErrorCode.SUPERSEDED.advice());
            case Attached.Revoked revoked -> throw new WireException(ErrorCode.REVOKED, ErrorCode.REVOKED.advice());
            case Attached.Deleted deleted ->
                throw new WireException(ErrorCode.ACCOUNT_DELETED, ErrorCode.ACCOUNT_DELETED.advice());
            case Attached.Accepted(Route previous, List<String> owed) -> {
                List<String> first = new ArrayList<>(owed.size() + 1);
                first.add(FrameCodec.encode(ready));
                first.addAll(owed);
                connection.release(first, now);
            }
        }
    }

    /** The connection's socket is gone: gives its route back, where it still is this connection's. */
    public CompletionStage<Boolean> leave(Connection connection) {
        Identity identity = connection.identity();
        if (identity == null) {
            return CompletableFuture.completedStage(false);
        }
        return routes.detach(identity, route(connection, identity)).whenComplete((done, failure) -> {
            if (failure != null) {
                // The route stays until it expires, or until a delivery finds nobody there.
                log.debug("a route could not be given back", failure);
            }
        });
    }

    /** Keeps the connection's route, or takes it again where it is missing or the round has changed. */
    void keep(Connection connection) {
        Identity identity = connection.identity();
        if (identity == null || connection.phase() != Connection.Phase.READY) {
            return;
        }
        if (connection.attachment() != round.get()) {
            repair(connection, identity);
            return;
        }
        routes.renew(identity, route(connection, identity)).whenComplete((renewed, failure) -> {
            if (failure != null) {
                metrics.renewalFailed();
                return;
            }
            if (!renewed) {
                repair(connection, identity);
            }
        });
    }

    /** Deliveries or routes may have been lost: every connection attaches again and reads what it may have missed. */
    public synchronized void newRound(String why) {
        round.incrementAndGet();
        secondLookAt = ticker.millis() + SECOND_LOOK.toMillis();
        metrics.newRound();
        log.warn("attaching all {} connections again: {}", connections.all().size(), why);
    }

    /** For the loop of renewals: a second round, once signaling has had the time to write again what Redis lost. */
    synchronized void lookAgain() {
        if (ticker.millis() >= secondLookAt) {
            secondLookAt = NEVER;
            secondLook = round.incrementAndGet();
        }
    }

    /** What came for connections of this node; on Redis' own thread, and never waits. */
    public void deliver(Delivery delivery) {
        switch (delivery) {
            case Delivery.Send(var sessions, String frame) ->
                sessions.forEach(session -> {
                    Connection connection = connections.find(session);
                    if (connection == null) {
                        metrics.undeliverable();
                    } else {
                        connection.deliver(frame);
                        metrics.delivered(connection.phase() == Connection.Phase.ATTACHING);
                    }
                });
            case Delivery.Close(var session, CloseReason reason) -> {
                Connection connection = connections.find(session);
                if (connection != null) {
                    connection.close(reason);
                }
            }
        }
    }

    private void repair(Connection connection, Identity identity) {
        int now = round.get();
        connection.hold();
        attach(connection, identity).whenComplete((attached, failure) -> {
            if (failure != null) {
                metrics.renewalFailed();
                // Not of this round: tried again when the next renewal is due. Live frames go on meanwhile.
                connection.release(List.of(), connection.attachment());
                return;
            }
            switch (attached) {
                case Attached.Superseded superseded -> connection.close(CloseReason.SUPERSEDED);
                case Attached.Revoked revoked -> connection.close(CloseReason.REVOKED);
                case Attached.Deleted deleted -> connection.close(CloseReason.ACCOUNT_DELETED);
                case Attached.Accepted(Route previous, List<String> owed) -> {
                    List<String> first = new ArrayList<>(owed);
                    // Between a round and its second look no delivery was lost.
                    if (now != secondLook || connection.attachment() != now - 1) {
                        first.add(RESYNC);
                    }
                    connection.release(first, now);
                    metrics.repaired();
                }
            }
        });
    }

    private CompletionStage<Attached> attach(Connection connection, Identity identity) {
        Route route = route(connection, identity);
        long startedAt = System.nanoTime();
        return routes.attach(identity, route).whenComplete((attached, failure) -> {
            metrics.attached(Duration.ofNanos(System.nanoTime() - startedAt), failure == null);
            if (attached instanceof Attached.Accepted(Route previous, var owed)) {
                if (previous != null) {
                    closeOlder(previous);
                }
                if (connection.phase() == Connection.Phase.CLOSED) {
                    // Its socket ended while Redis was at it, and the detach may have come first. When it ends after
                    // this
                    // line, the detach comes after the attach.
                    routes.detach(identity, route);
                }
            }
        });
    }

    /** The message may be lost; then the older connection finds out when its route is not to be renewed. */
    private void closeOlder(Route previous) {
        if (previous.node().equals(node)) {
            deliver(new Delivery.Close(previous.session(), CloseReason.SUPERSEDED));
        } else {
            routes.closeSuperseded(previous);
        }
    }

    private Route route(Connection connection, Identity identity) {
        return new Route(node, connection.session(), identity.conn());
    }

    private <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Redis did not attach a connection: {}", String.valueOf(e.getCause()));
            throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
        }
    }
}
