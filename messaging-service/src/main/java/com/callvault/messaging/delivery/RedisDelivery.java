package com.callvault.messaging.delivery;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.Route;
import com.callvault.common.route.Routes;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link LiveDelivery} over Redis in two round trips a batch: the routes of everybody concerned, then one publication for each
 * node (in parts where it is large, since a subscriber that falls behind by megabytes is cut off).
 */
final class RedisDelivery implements LiveDelivery {
    private static final Logger log = LoggerFactory.getLogger(RedisDelivery.class);
    private static final int PUBLICATION_CHARACTERS = 256 * 1024;

    private final RedisLink link;
    private final DeliverySettings settings;
    private final DeliveryWatch watch;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    /** Ticks of {@link System#nanoTime} until which Redis is left alone; no time at all while it answers. */
    private volatile long quietUntil;

    private volatile boolean quiet;

    RedisDelivery(
            RedisLink link, DeliverySettings settings, DeliveryWatch watch, DeliveryMetrics metrics, Clock clock) {
        this.link = link;
        this.settings = settings;
        this.watch = watch;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void deliver(List<? extends Post> posts) {
        if (posts.isEmpty()) {
            return;
        }
        if (quiet && System.nanoTime() - quietUntil < 0) {
            metrics.dropped(posts.size());
            return;
        }
        // While Redis is known to be away one try is enough: the batch behind this one waits for it.
        long deadline = System.nanoTime() + (quiet ? settings.retryAfter() : settings.patience()).toNanos();
        Exception failure;
        do {
            try {
                attempt(posts, deadline);
                if (quiet) {
                    quiet = false;
                    log.info("Redis answers again; live delivery goes on");
                }
                return;
            } catch (TimeoutException | ExecutionException | RuntimeException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = e;
                break;
            }
        } while (!quiet && pauseUntil(deadline));
        if (!quiet) {
            log.warn("Redis does not answer; messages are stored, live delivery is dropped: {}", failure.toString());
        }
        quietUntil = System.nanoTime() + settings.retryAfter().toNanos();
        quiet = true;
        metrics.dropped(posts.size());
    }

    private void attempt(List<? extends Post> posts, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<StatefulRedisConnection<String, String>> connected = link.connection();
        if (connected.isEmpty()) {
            throw new TimeoutException("no connection");
        }
        StatefulRedisConnection<String, String> redis = connected.get();
        Map<Address, Map<DeviceId, Route>> routes = routes(posts, redis, deadline);
        Map<NodeId, List<Delivery.Send>> byNode = new LinkedHashMap<>();
        for (Post post : posts) {
            address(post, routes, byNode);
        }
        Set<NodeId> dead = publish(byNode, redis, deadline);
        for (Post post : posts) {
            if (isAwaited(post) && post.frame() instanceof ServerFrame.MsgIncoming message) {
                routes.getOrDefault(message.to(), Map.of()).forEach((device, route) -> {
                    if (!dead.contains(route.node())) {
                        watch.delivered(message.to(), device, route, message);
                    }
                });
            }
        }
    }

    /** Whether the receiver's devices are expected to say that they have it. */
    private static boolean isAwaited(Post post) {
        return switch (post) {
            case Post.ToSession one -> false;
            case Post.ToBoth both -> both.fresh();
            case Post.ToPerson one ->
                one.fresh()
                        && one.frame() instanceof ServerFrame.MsgIncoming message
                        && message.to().equals(one.person());
        };
    }

    private Map<Address, Map<DeviceId, Route>> routes(
            List<? extends Post> posts, StatefulRedisConnection<String, String> redis, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Routes lookUp = new Routes(redis.async(), clock);
        Map<Address, CompletableFuture<Map<DeviceId, Route>>> asked = new HashMap<>();
        for (Post post : posts) {
            switch (post) {
                case Post.ToSession known -> {}
                case Post.ToBoth both -> {
                    ask(both.pair().lower(), lookUp, asked);
                    ask(both.pair().higher(), lookUp, asked);
                }
                case Post.ToPerson one -> ask(one.person(), lookUp, asked);
            }
        }
        RedisLink.flush(redis);
        Map<Address, Map<DeviceId, Route>> routes = HashMap.newHashMap(asked.size());
        for (Map.Entry<Address, CompletableFuture<Map<DeviceId, Route>>> each : asked.entrySet()) {
            routes.put(each.getKey(), await(each.getValue(), deadline));
        }
        return routes;
    }

    private static void ask(
            Address person, Routes lookUp, Map<Address, CompletableFuture<Map<DeviceId, Route>>> asked) {
        asked.computeIfAbsent(person, each -> lookUp.routesOf(each).toCompletableFuture());
    }

    private static void address(
            Post post, Map<Address, Map<DeviceId, Route>> routes, Map<NodeId, List<Delivery.Send>> byNode) {
        switch (post) {
            case Post.ToSession(NodeId node, SessionId session, ServerFrame frame) ->
                byNode.computeIfAbsent(node, each -> new ArrayList<>())
                        .add(new Delivery.Send(List.of(session), FrameCodec.encode(frame)));
            case Post.ToBoth both -> {
                Map<NodeId, List<SessionId>> sessions = new HashMap<>();
                collect(routes.get(both.pair().lower()), both.except(), sessions);
                collect(routes.get(both.pair().higher()), both.except(), sessions);
                send(both.frame(), sessions, byNode);
            }
            case Post.ToPerson one -> {
                Map<NodeId, List<SessionId>> sessions = new HashMap<>();
                collect(routes.get(one.person()), one.except(), sessions);
                send(one.frame(), sessions, byNode);
            }
        }
    }

    private static void collect(
            @Nullable Map<DeviceId, Route> devices, @Nullable SessionId except, Map<NodeId, List<SessionId>> sessions) {
        if (devices == null) {
            return;
        }
        for (Route route : devices.values()) {
            if (!route.session().equals(except)) {
                sessions.computeIfAbsent(route.node(), each -> new ArrayList<>())
                        .add(route.session());
            }
        }
    }

    private static void send(
            ServerFrame frame, Map<NodeId, List<SessionId>> sessions, Map<NodeId, List<Delivery.Send>> byNode) {
        if (sessions.isEmpty()) {
            return;
        }
        String text = FrameCodec.encode(frame);
        sessions.forEach((node, to) ->
                byNode.computeIfAbsent(node, each -> new ArrayList<>()).add(new Delivery.Send(to, text)));
    }

    /** Returns the nodes that did not listen. */
    private Set<NodeId> publish(
            Map<NodeId, List<Delivery.Send>> byNode, StatefulRedisConnection<String, String> redis, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        NodeChannel channel = new NodeChannel(redis.async());
        List<Published> published = new ArrayList<>();
        byNode.forEach((node, sends) -> {
            for (List<Delivery.Send> part : parts(sends)) {
                published.add(new Published(
                        node, part.stream().mapToInt(send -> send.to().size()).sum(), channel.publish(node, part)));
            }
        });
        RedisLink.flush(redis);
        Set<NodeId> dead = new HashSet<>();
        for (Published each : published) {
            if (await(each.heard(), deadline)) {
                metrics.delivered(each.frames());
            } else {
                metrics.deadRoute(each.frames());
                dead.add(each.node());
            }
        }
        return dead;
    }

    private record Published(NodeId node, int frames, CompletionStage<Boolean> heard) {}

    static List<List<Delivery.Send>> parts(List<Delivery.Send> sends) {
        List<List<Delivery.Send>> parts = new ArrayList<>();
        int from = 0;
        int characters = 0;
        for (int i = 0; i < sends.size(); i++) {
            int length = sends.get(i).frame().length();
            if (i > from && characters + length > PUBLICATION_CHARACTERS) {
                parts.add(sends.subList(from, i));
                from = i;
                characters = 0;
            }
            characters += length;
        }
        parts.add(sends.subList(from, sends.size()));
        return parts;
    }

    private static <T> T await(CompletionStage<T> answer, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.toCompletableFuture().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** False when the time is over. */
    private static boolean pauseUntil(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        LockSupport.parkNanos(Math.min(left, Duration.ofMillis(20).toNanos()));
        return !Thread.currentThread().isInterrupted();
    }
}
