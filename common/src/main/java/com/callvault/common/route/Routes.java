package com.callvault.common.route;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Which gateway holds which device of a person. Thread-safe; every call is one round trip to Redis and completes exceptionally
 * when Redis does not answer.
 */
public final class Routes {
    /** A user's routes vanish when nobody has renewed any of them for this long. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    /** How long it is known when somebody was last connected. */
    public static final Duration SEEN_LIFE = Duration.ofDays(30);

    private static final Script ATTACH = Script.load("attach.lua", ScriptOutputType.MULTI);
    private static final Script RENEW = Script.load("renew.lua", ScriptOutputType.INTEGER);
    private static final Script DETACH = Script.load("detach.lua", ScriptOutputType.INTEGER);

    private final RedisAsyncCommands<String, String> redis;
    private final Clock clock;

    public Routes(RedisAsyncCommands<String, String> redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /**
     * Takes the route for a connection whose key is proven and reads what is owed to its device, atomically. Call it
     * <em>after</em> the session stands in the node's own map with live frames held back: a delivery that saw the new route
     * must find the session.
     */
    public CompletionStage<Attached> attach(Address address, DeviceId device, Route route) {
        RouteKeys keys = RouteKeys.of(address);
        return ATTACH.<List<Object>>run(
                        redis,
                        new String[] {
                            keys.routes(),
                            keys.rings(),
                            keys.over(),
                            keys.owed(),
                            keys.acked(),
                            keys.states(),
                            keys.revoked(),
                            keys.seen()
                        },
                        device.toString(),
                        Long.toString(route.conn()),
                        route.node().value(),
                        route.session().toString(),
                        Long.toString(LIFE.toMillis()),
                        Long.toString(SEEN_LIFE.toMillis()))
                .thenApply(answer -> {
                    if ((Long) answer.get(0) == 2) {
                        return new Attached.Revoked();
                    }
                    if ((Long) answer.get(0) == 3) {
                        return new Attached.Deleted();
                    }
                    String current = (String) answer.get(1);
                    if ((Long) answer.get(0) == 0) {
                        return new Attached.Superseded(Route.parse(current));
                    }
                    boolean another = !current.isEmpty() && !current.equals(route.stored());
                    return new Attached.Accepted(another ? Route.parse(current) : null, owed(answer));
                });
    }

    /**
     * Keeps the route alive, if it is still this connection's. False where it is missing or another's, as that of a device is
     * which its owner has removed: attach again, which says why not.
     */
    public CompletionStage<Boolean> renew(Address address, DeviceId device, Route route) {
        RouteKeys keys = RouteKeys.of(address);
        return RENEW.<Long>run(
                        redis,
                        new String[] {keys.routes(), keys.seen()},
                        device.toString(),
                        route.stored(),
                        Long.toString(LIFE.toMillis()),
                        Long.toString(SEEN_LIFE.toMillis()))
                .thenApply(renewed -> renewed == 1);
    }

    /** The connection has ended: removes the route where it still is this connection's, and only there. */
    public CompletionStage<Boolean> detach(Address address, DeviceId device, Route route) {
        return remove(address, device, route, SEEN_LIFE);
    }

    /** Removes a route to a node that does not listen. When its person was last there, that node has said while it lived. */
    public CompletionStage<Boolean> drop(Address address, DeviceId device, Route route) {
        return remove(address, device, route, Duration.ZERO);
    }

    private CompletionStage<Boolean> remove(Address address, DeviceId device, Route route, Duration seenLife) {
        RouteKeys keys = RouteKeys.of(address);
        return DETACH.<Long>run(
                        redis,
                        new String[] {keys.routes(), keys.seen()},
                        device.toString(),
                        route.stored(),
                        Long.toString(seenLife.toMillis()))
                .thenApply(removed -> removed == 1);
    }

    /**
     * When one of the person's devices was last connected, in ms since the epoch, to the minute; empty where that is not known,
     * after an emptied Redis or {@link #SEEN_LIFE}. While one is connected, it is a minute behind at most.
     */
    public CompletionStage<Optional<Long>> lastSeen(Address address) {
        return redis.get(RouteKeys.of(address).seen())
                .thenApply(seen -> Optional.ofNullable(seen).map(Long::valueOf));
    }

    /** The routes of all devices. One whose node's heartbeat is gone does not count; see {@link Nodes}. */
    public CompletionStage<Map<DeviceId, Route>> routesOf(Address address) {
        return redis.hgetall(RouteKeys.of(address).routes())
                .thenApply(found -> found.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> DeviceId.parse(entry.getKey()), entry -> Route.parse(entry.getValue()))));
    }

    static Map<DeviceId, Route> routes(List<String> pairs) {
        Map<DeviceId, Route> routes = new java.util.HashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            routes.put(DeviceId.parse(pairs.get(i)), Route.parse(pairs.get(i + 1)));
        }
        return Map.copyOf(routes);
    }

    /** State first (a page that was reloaded counts on from it), then rings, then ends so that they win, then by call and n. */
    @SuppressWarnings("unchecked") // the script's own shape
    private List<String> owed(List<Object> answer) {
        List<String> frames = new ArrayList<>((List<String>) answer.get(2));
        for (String ring : (List<String>) answer.get(3)) {
            frames.add(withRemaining(ring));
        }
        frames.addAll((List<String>) answer.get(4));
        List<String> pairs = (List<String>) answer.get(5);
        record Owed(String call, long n, String frame) {}
        List<Owed> owed = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            int space = pairs.get(i).indexOf(' ');
            owed.add(new Owed(
                    pairs.get(i).substring(0, space),
                    Long.parseLong(pairs.get(i).substring(space + 1)),
                    pairs.get(i + 1)));
        }
        owed.sort(Comparator.comparing(Owed::call).thenComparingLong(Owed::n));
        owed.forEach(each -> frames.add(each.frame()));
        return List.copyOf(frames);
    }

    private String withRemaining(String ring) {
        return FrameCodec.decodeServer(ring) instanceof ServerFrame.CallIncoming incoming
                ? FrameCodec.encode(incoming.withRemaining(clock.millis()))
                : ring;
    }
}
