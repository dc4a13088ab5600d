package com.callvault.common.route;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.ServerFrame;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One call to one device that connects in that moment. Who takes part, each with a connection of its own to Redis: the gateway
 * to which the device comes, the gateway from which it came, signaling's worker that rings, and the one that ends the call.
 */
final class RaceTrial {
    private static final List<NodeId> NODES =
            List.of(new NodeId("gw-1.a"), new NodeId("gw-2.b"), new NodeId("gw-3.c"), new NodeId("gw-4.d"));

    private final Address callee;
    private final Address caller;
    private final DeviceId device;
    private final CallId call;
    private final @Nullable Route before;
    private final Route route;
    private final boolean ends;

    /** What the ledger says: written before the end is settled, read after the ring was owed. */
    private volatile boolean over;

    private @Nullable CompletableFuture<Attached> attached;
    private @Nullable CompletableFuture<Map<String, String>> lookedUp;
    private @Nullable CompletableFuture<Optional<OwedCalls.Devices>> rang;
    private final List<CompletableFuture<OwedCalls.Devices>> settled = new ArrayList<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();

    RaceTrial(Address callee, Address caller, RandomGenerator random) {
        this.callee = callee;
        this.caller = caller;
        this.device = new DeviceId(uuid(random));
        this.call = new CallId(uuid(random));
        int from = random.nextInt(NODES.size());
        boolean moves = random.nextInt(3) == 0;
        this.before = moves ? new Route(NODES.get(from), new SessionId(uuid(random)), 1) : null;
        // Also to the node from which it came: a reload.
        this.route = new Route(NODES.get(random.nextInt(NODES.size())), new SessionId(uuid(random)), 2);
        this.ends = random.nextInt(4) == 0;
    }

    private static UUID uuid(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Nobody else is at it yet. */
    void prepare(Routes gateway, RedisAsyncCommands<String, String> redis) {
        RouteKeys keys = RouteKeys.of(callee);
        add(redis.del(keys.routes(), keys.rings(), keys.over(), keys.owed(), keys.acked(), keys.states(), lookUpKey()));
        if (before != null) {
            add(gateway.attach(callee, device, before));
            add(redis.hset(lookUpKey(), device.toString(), before.stored()));
        }
    }

    void connect(Routes gateway, RedisAsyncCommands<String, String> redis) {
        attached = gateway.attach(callee, device, route).toCompletableFuture();
        add(attached);
        add(redis.hset(lookUpKey(), device.toString(), route.stored()));
    }

    /** The node that the device has left notices it. */
    void leave(Routes gateway) {
        if (before != null) {
            add(gateway.detach(callee, device, before));
        }
    }

    void ring(OwedCalls signaling, RedisAsyncCommands<String, String> redis) {
        lookedUp = redis.hgetall(lookUpKey()).toCompletableFuture();
        add(lookedUp);
        var owed = signaling.oweRing(callee, ring());
        rang = owed.toCompletableFuture();
        add(rang);
        add(owed.thenCompose(done -> {
            // As signaling does: the call may have ended since it was decided that it rings.
            return over ? settle(signaling) : CompletableFuture.completedStage(null);
        }));
    }

    void end(OwedCalls signaling) {
        if (ends) {
            over = true;
            add(settle(signaling));
        }
    }

    private CompletableFuture<OwedCalls.Devices> settle(OwedCalls signaling) {
        var end = new ServerFrame.CallEnded(call, 2, EndReason.CANCELLED, caller, null, null, null, null);
        CompletableFuture<OwedCalls.Devices> settling =
                signaling.settle(callee, end, null, Instant.now()).toCompletableFuture();
        synchronized (settled) {
            settled.add(settling);
        }
        return settling;
    }

    private ServerFrame.CallIncoming ring() {
        return new ServerFrame.CallIncoming(
                call,
                1,
                caller,
                "intent",
                MediaKind.AUDIO,
                null,
                false,
                null,
                null,
                0,
                Instant.now().plusSeconds(600).toEpochMilli(),
                null);
    }

    /** Returns when everything that was asked for is answered. */
    void await() {
        for (int i = 0; i < count(); i++) {
            get(asked(i));
        }
    }

    /** Another device connects when all is over. */
    @Nullable
    CompletableFuture<Attached> connectLate(Routes gateway) {
        DeviceId other = new DeviceId(new UUID(device.value().getMostSignificantBits(), 0));
        Route late = new Route(NODES.getFirst(), new SessionId(new UUID(0, 1)), 1);
        return ends ? gateway.attach(callee, other, late).toCompletableFuture() : null;
    }

    RaceFigures figures(@Nullable CompletableFuture<Attached> late, Map<DeviceId, Route> routesNow) {
        List<String> first = owed(attached);
        boolean byAttach = ring(first);
        boolean byOwe = get(rang).map(devices -> here(devices.routes())).orElse(false);
        boolean byLookUp = route.stored().equals(get(lookedUp).get(device.toString()));
        boolean told =
                end(first) || settled.stream().anyMatch(each -> here(get(each).unacknowledged()));
        boolean ghost = late != null && (ring(owed(late)) || !end(owed(late)));
        return new RaceFigures(
                1,
                count(before != null),
                count(ends),
                count(!ends && byAttach),
                count(!ends && byOwe),
                count(!ends && !byAttach && !byOwe),
                count(!ends && !byLookUp),
                count(ends && (byAttach || byOwe)),
                count(ends && (byAttach || byOwe) && !told),
                count(ghost),
                count(!here(routesNow)));
    }

    Address callee() {
        return callee;
    }

    private boolean here(Map<DeviceId, Route> routes) {
        return route.equals(routes.get(device));
    }

    private static List<String> owed(@Nullable CompletableFuture<Attached> answer) {
        return get(answer) instanceof Attached.Accepted accepted ? accepted.owed() : List.of();
    }

    private boolean ring(List<String> frames) {
        return frames.stream().anyMatch(frame -> frame.contains("call:incoming") && frame.contains(call.toString()));
    }

    private boolean end(List<String> frames) {
        return frames.stream().anyMatch(frame -> frame.contains("call:ended") && frame.contains(call.toString()));
    }

    private String lookUpKey() {
        return "looked-up:{" + callee.value() + "}";
    }

    private void add(CompletionStage<?> answer) {
        synchronized (asked) {
            asked.add(answer.toCompletableFuture());
        }
    }

    private int count() {
        synchronized (asked) {
            return asked.size();
        }
    }

    private CompletableFuture<?> asked(int i) {
        synchronized (asked) {
            return asked.get(i);
        }
    }

    static <T> T get(@Nullable CompletableFuture<T> answer) {
        if (answer == null) {
            throw new IllegalStateException("never asked for");
        }
        return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static int count(boolean what) {
        return what ? 1 : 0;
    }
}
