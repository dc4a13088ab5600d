package com.callvault.signaling.ring;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.OwedCalls;
import com.callvault.common.route.Route;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.Call;
import com.callvault.signaling.call.CallInput;
import com.callvault.signaling.call.CallState;
import com.callvault.signaling.call.Deliveries;
import com.callvault.signaling.call.Effect;
import com.callvault.signaling.call.Ledger;
import com.callvault.signaling.call.Notices;
import com.callvault.signaling.owed.OwedFrames;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deliveries over Redis: what is owed is written and the routes are read in one step, then the nodes are told. Everything is
 * asked for at once, in order, and awaited together. A route to a node that does not listen is dropped (compared, so that a
 * device which has moved on keeps its new one).
 */
@Component
class RedisDeliveries implements Deliveries {
    /** While a call lives its frames are owed again long before this is over. */
    private static final Duration OWED_FOR = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(RedisDeliveries.class);

    private final RedisLink link;
    private final Ledger ledger;
    private final OwedFrames frames;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Timer ringDelivery;
    private volatile boolean away;

    RedisDeliveries(RedisLink link, Ledger ledger, OwedFrames frames, Clock clock, MeterRegistry meters) {
        this.link = link;
        this.ledger = ledger;
        this.frames = frames;
        this.clock = clock;
        this.meters = meters;
        this.ringDelivery = Timer.builder("callvault.calls.ring.delivery")
                .description("from call:init at the gateway to the first ring handed to a node")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    @Override
    public List<CallInput.Tick> deliver(CallState.Known state, List<Effect> effects, @Nullable Origin by) {
        List<CompletionStage<?>> asked = new ArrayList<>();
        List<CallInput.Tick> found = new ArrayList<>();
        try {
            RedisLink.Redis redis = link.redis();
            CompletionStage<Optional<Integer>> ring = null;
            CompletionStage<?> settle = null;
            for (Effect effect : effects) {
                switch (effect) {
                    case Effect.Ring due ->
                        ring = state instanceof CallState.Ringing ringing ? ring(redis, ringing) : null;
                    case Effect.Settle due -> settle = settle(redis, state);
                    case Effect.Send send -> asked.add(send(redis, state, send));
                    case Effect.Forget forget -> {
                        // Only a device itself says what it has, so there is a command, and its connection.
                        if (by != null) {
                            asked.add(forget(redis, new Forgotten(state.call().id(), forget, by)));
                        }
                    }
                    case Effect.Release release ->
                        asked.add(redis.owed()
                                .leave(
                                        release.address(),
                                        release.device(),
                                        state.call().id()));
                    case Effect.Remember remember -> asked.addAll(remember(redis, state));
                    case Effect.Engage engage -> {}
                    case Effect.Replace replace -> {}
                    case Effect.Cross cross -> {}
                    case Effect.Merge merge -> {}
                    case Effect.Publish publish -> {}
                    case Effect.Conclude conclude -> {}
                    case Effect.Leave leave -> {}
                    case Effect.Measure measure -> {}
                }
            }
            if (ring != null) {
                afterRing(redis, state, RedisLink.await(ring), found);
            }
            if (settle != null) {
                RedisLink.await(settle);
                found.add(new CallInput.Settled());
            }
            for (CompletionStage<?> each : asked) {
                RedisLink.await(each);
            }
            answered();
        } catch (RedisLink.Failed | RedisException e) {
            failed(e);
        }
        return found;
    }

    @Override
    public void forget(List<Forgotten> acknowledged) {
        try {
            RedisLink.Redis redis = link.redis();
            List<CompletionStage<Void>> asked =
                    acknowledged.stream().map(each -> forget(redis, each)).toList();
            for (CompletionStage<Void> each : asked) {
                RedisLink.await(each);
            }
            answered();
        } catch (RedisLink.Failed | RedisException e) {
            failed(e);
        }
    }

    private static CompletionStage<Void> forget(RedisLink.Redis redis, Forgotten each) {
        Effect.Forget what = each.what();
        return redis.owed()
                .ack(
                        what.address(),
                        what.device(),
                        each.call(),
                        what.n(),
                        each.by().session());
    }

    @Override
    public void reply(Origin to, String frame) {
        try {
            RedisLink.await(link.redis()
                    .channel()
                    .publish(to.node(), List.of(new Delivery.Send(List.of(to.session()), frame))));
        } catch (RedisLink.Failed | RedisException e) {
            failed(e);
        }
    }

    /** How many devices were handed the ring; empty when a tombstone says that the call is over. */
    private CompletionStage<Optional<Integer>> ring(RedisLink.Redis redis, CallState.Ringing state) {
        Call call = state.call();
        ServerFrame.CallIncoming frame = Notices.ring(state, clock.millis());
        return redis.owed().oweRing(call.to(), frame).thenCompose(owed -> {
            if (owed.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            return publish(redis, call.to(), owed.get().unacknowledged(), FrameCodec.encode(frame))
                    .thenApply(Optional::of);
        });
    }

    private void afterRing(
            RedisLink.Redis redis, CallState.Known state, Optional<Integer> handed, List<CallInput.Tick> found)
            throws RedisLink.Failed {
        boolean first = state instanceof CallState.Ringing ringing && ringing.attempt() == 0;
        if (first && handed.isPresent()) {
            if (handed.get() > 0) {
                ringDelivery.record(Duration.ofMillis(
                        Math.max(0, clock.millis() - state.call().placedAt())));
            } else {
                found.add(new CallInput.PushDue(CallEvent.PushRequested.Cause.NO_ROUTE));
            }
        }
        // Between the commit and the owe the call may have ended and been settled by another worker: then what was just
        // owed
        // would ring for a call that is over.
        if (ledger.read(state.call().id()) instanceof CallState.Known now && !(now instanceof CallState.Ringing)) {
            RedisLink.await(settle(redis, now));
        }
    }

    private CompletionStage<?> settle(RedisLink.Redis redis, CallState.Known state) {
        ServerFrame.CallEnded end = Notices.endForOthers(state);
        if (end == null) {
            return CompletableFuture.completedStage(0);
        }
        Address callee = state.call().to();
        return redis.owed()
                .settle(callee, end, Notices.toldByItself(state), clock.instant())
                .thenCompose(devices -> {
                    Map<DeviceId, Route> others = new HashMap<>(devices.unacknowledged());
                    // Those are owed it each for themselves, until they acknowledge it.
                    others.keySet().removeAll(state.heard());
                    return publish(redis, callee, others, FrameCodec.encode(end));
                });
    }

    private CompletionStage<?> send(RedisLink.Redis redis, CallState.Known state, Effect.Send send) {
        ServerFrame.CallNotice frame = send.frame();
        return send(
                redis,
                new OwedFrames.Owed(
                        frame.call(), send.address(), send.device(), frame.n(), FrameCodec.encode(frame), 0, null),
                snapshot(state, send.address(), send.device()));
    }

    private CompletionStage<Boolean> send(
            RedisLink.Redis redis, OwedFrames.Owed frame, ServerFrame.@Nullable CallState snapshot) {
        Long expiresAt = frame.expiresAt();
        return redis.owed()
                .oweFrame(
                        frame.address(),
                        frame.device(),
                        frame.call(),
                        frame.n(),
                        frame.frame(),
                        snapshot,
                        expiresAt == null ? clock.instant().plus(OWED_FOR) : Instant.ofEpochMilli(expiresAt))
                .thenCompose(owed -> switch (owed) {
                    case OwedCalls.Owed.Acknowledged known -> CompletableFuture.completedStage(false);
                    case OwedCalls.Owed.Outstanding(@Nullable Route route) ->
                        route == null
                                ? CompletableFuture.completedStage(true)
                                : publish(redis, frame.address(), Map.of(frame.device(), route), frame.frame())
                                        .thenApply(handed -> true);
                });
    }

    /**
     * Sends frames again; what a device has acknowledged meanwhile is forgotten. With the state as it is by now: whoever died
     * before the frame went out has not written it. Stops where Redis is away.
     */
    void sendAgain(List<OwedFrames.Owed> due) {
        try {
            RedisLink.Redis redis = link.redis();
            List<CompletionStage<Boolean>> asked = new ArrayList<>();
            for (OwedFrames.Owed frame : due) {
                asked.add(send(redis, frame, snapshot(ledger.read(frame.call()), frame.address(), frame.device())));
            }
            List<OwedFrames.Received> received = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                OwedFrames.Owed frame = due.get(i);
                if (!RedisLink.await(asked.get(i))) {
                    received.add(new OwedFrames.Received(frame.call(), frame.address(), frame.device(), frame.n()));
                }
            }
            if (!received.isEmpty()) {
                frames.forget(received);
            }
        } catch (RedisLink.Failed | RedisException e) {
            failed(e);
        }
    }

    private List<CompletionStage<?>> remember(RedisLink.Redis redis, CallState.Known state) {
        List<CompletionStage<?>> asked = new ArrayList<>();
        Call call = state.call();
        Instant expiresAt = clock.instant().plus(OWED_FOR);
        ServerFrame.CallState caller = Notices.snapshot(state, ServerFrame.Role.CALLER);
        if (caller != null) {
            asked.add(redis.owed().remember(call.from(), call.device(), caller, expiresAt));
        }
        ServerFrame.CallState callee = Notices.snapshot(state, ServerFrame.Role.CALLEE);
        if (callee != null && state instanceof CallState.Active active) {
            asked.add(redis.owed().remember(call.to(), active.callee().device(), callee, expiresAt));
        }
        return asked;
    }

    private static ServerFrame.@Nullable CallState snapshot(CallState now, Address address, DeviceId device) {
        if (!(now instanceof CallState.Known state)) {
            return null;
        }
        Call call = state.call();
        if (address.equals(call.from()) && device.equals(call.device())) {
            return Notices.snapshot(state, ServerFrame.Role.CALLER);
        }
        boolean answered = state instanceof CallState.Active active
                && address.equals(call.to())
                && device.equals(active.callee().device());
        return answered ? Notices.snapshot(state, ServerFrame.Role.CALLEE) : null;
    }

    /** To how many devices it went. */
    private CompletionStage<Integer> publish(
            RedisLink.Redis redis, Address address, Map<DeviceId, Route> routes, String frame) {
        Map<NodeId, List<SessionId>> nodes = new HashMap<>();
        routes.values()
                .forEach(route -> nodes.computeIfAbsent(route.node(), each -> new ArrayList<>())
                        .add(route.session()));
        CompletionStage<Integer> handed = CompletableFuture.completedStage(0);
        for (Map.Entry<NodeId, List<SessionId>> each : nodes.entrySet()) {
            NodeId node = each.getKey();
            handed = handed.thenCombine(
                    redis.channel().publish(node, List.of(new Delivery.Send(each.getValue(), frame))), (sum, heard) -> {
                        if (!heard) {
                            drop(redis, address, routes, node);
                        }
                        return heard ? sum + each.getValue().size() : sum;
                    });
        }
        return handed;
    }

    private void drop(RedisLink.Redis redis, Address address, Map<DeviceId, Route> routes, NodeId dead) {
        routes.forEach((device, route) -> {
            if (route.node().equals(dead)) {
                meters.counter("callvault.signaling.dead.routes").increment();
                redis.routes().drop(address, device, route);
            }
        });
    }

    private void failed(Exception e) {
        meters.counter("callvault.signaling.redis.failures").increment();
        if (!away) {
            away = true;
            log.warn("Redis does not take deliveries; they are repeated until it does: {}", e.toString());
        }
    }

    private void answered() {
        if (away) {
            away = false;
            log.info("Redis takes deliveries again");
        }
    }
}
