package com.callvault.common.route;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.SessionId;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What signaling owes to people and their devices until they acknowledge it or the call is settled. Each method writes and
 * reads the routes in one step, so that no reconnect falls between the two. Thread-safe; completes exceptionally when Redis
 * does not answer, and is repeated by the ledger's timers.
 */
public final class OwedCalls {
    /** How long what ends a call is owed, and a tombstone stands. */
    public static final Duration END_LIFE = Duration.ofMinutes(10);

    /** Longer than anything that is owed; a key that nobody writes to any more vanishes. */
    private static final String KEY_LIFE_MS =
            Long.toString(Duration.ofMinutes(30).toMillis());

    private static final Script OWE_RING = Script.load("owe_ring.lua", ScriptOutputType.MULTI);
    private static final Script OWE_FRAME = Script.load("owe_frame.lua", ScriptOutputType.MULTI);
    private static final Script ACK = Script.load("ack.lua", ScriptOutputType.INTEGER);
    private static final Script SETTLE = Script.load("settle.lua", ScriptOutputType.MULTI);
    private static final Script REMEMBER = Script.load("remember.lua", ScriptOutputType.INTEGER);
    private static final Script LEAVE = Script.load("leave.lua", ScriptOutputType.INTEGER);

    private final RedisAsyncCommands<String, String> redis;

    public OwedCalls(RedisAsyncCommands<String, String> redis) {
        this.redis = redis;
    }

    /** Where the callee's devices are, and which of them have acknowledged this call already. */
    public record Devices(Map<DeviceId, Route> routes, Set<DeviceId> acknowledged) {
        /** Those to which it has to be delivered (again). */
        public Map<DeviceId, Route> unacknowledged() {
            return routes.entrySet().stream()
                    .filter(entry -> !acknowledged.contains(entry.getKey()))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /**
     * Owes a ring to everybody of {@code callee}, until it expires or is settled. Empty when a tombstone says that the call is
     * over. Afterwards look at the ledger once more: if the call is over by now, settle.
     */
    public CompletionStage<Optional<Devices>> oweRing(Address callee, ServerFrame.CallIncoming ring) {
        RouteKeys keys = RouteKeys.of(callee);
        return OWE_RING.<List<Object>>run(
                        redis,
                        new String[] {keys.rings(), keys.over(), keys.routes(), keys.acked()},
                        ring.call().toString(),
                        Long.toString(ring.expiresAt()),
                        FrameCodec.encode(ring),
                        KEY_LIFE_MS)
                .thenApply(answer -> (Long) answer.get(0) == 0
                        ? Optional.empty()
                        : Optional.of(devices(answer.get(1), answer.get(2))));
    }

    /** Whether a frame is still to be delivered, and where. */
    public sealed interface Owed {
        /** The device acknowledged it before. */
        record Acknowledged() implements Owed {}

        /** @param route where the device is connected; null when it is not: attach will hand the frame over */
        record Outstanding(@Nullable Route route) implements Owed {}
    }

    /**
     * Owes a frame to one device.
     *
     * @param frame with its {@code n}, as JSON
     * @param state the call as the device would need it after a reload, with the highest {@code n} so far; null where the device
     *     takes no part in a call that is answered
     */
    public CompletionStage<Owed> oweFrame(
            Address address,
            DeviceId device,
            CallId call,
            long n,
            String frame,
            ServerFrame.@Nullable CallState state,
            Instant expiresAt) {
        RouteKeys keys = RouteKeys.of(address);
        return OWE_FRAME
                .<List<Object>>run(
                        redis,
                        new String[] {keys.owed(), keys.routes(), keys.acked(), keys.states()},
                        device.toString(),
                        call.toString(),
                        Long.toString(n),
                        Long.toString(expiresAt.toEpochMilli()),
                        frame,
                        state == null ? "" : FrameCodec.encode(state),
                        KEY_LIFE_MS)
                .thenApply(answer -> {
                    if ((Long) answer.get(0) == 0) {
                        return new Owed.Acknowledged();
                    }
                    String route = (String) answer.get(1);
                    return new Owed.Outstanding(route.isEmpty() ? null : Route.parse(route));
                });
    }

    /**
     * The device has everything of the call up to {@code n}.
     *
     * @param by the connection that says so: for the ring it counts as long as this is the device's connection (ADR 0016)
     */
    public CompletionStage<Void> ack(Address address, DeviceId device, CallId call, long n, SessionId by) {
        RouteKeys keys = RouteKeys.of(address);
        return ACK.<Long>run(
                        redis,
                        new String[] {keys.owed(), keys.acked()},
                        device.toString(),
                        call.toString(),
                        Long.toString(n),
                        KEY_LIFE_MS,
                        by.toString())
                .thenAccept(done -> {});
    }

    /**
     * Ends the ring: it is owed to nobody any more, its end is owed to every device for {@link #END_LIFE}, and a tombstone
     * keeps a late {@link #oweRing} from bringing it back.
     *
     * @param end what a device that takes no part is told
     * @param except the device that takes part and gets its own end, with its own {@code n}
     */
    public CompletionStage<Devices> settle(
            Address callee, ServerFrame.CallEnded end, @Nullable DeviceId except, Instant now) {
        RouteKeys keys = RouteKeys.of(callee);
        return SETTLE.<List<Object>>run(
                        redis,
                        new String[] {keys.rings(), keys.over(), keys.routes(), keys.acked()},
                        end.call().toString(),
                        Long.toString(now.plus(END_LIFE).toEpochMilli()),
                        Long.toString(end.n()),
                        except == null ? "-" : except.toString(),
                        FrameCodec.encode(end),
                        KEY_LIFE_MS)
                .thenApply(answer -> {
                    Devices devices = devices(answer.get(0), answer.get(1));
                    if (except == null) {
                        return devices;
                    }
                    Map<DeviceId, Route> others = new java.util.HashMap<>(devices.routes());
                    others.remove(except);
                    return new Devices(Map.copyOf(others), devices.acknowledged());
                });
    }

    /** Keeps what a device that takes part needs after a reload, also where Redis has lost it; an older one changes nothing. */
    public CompletionStage<Void> remember(
            Address address, DeviceId device, ServerFrame.CallState state, Instant expiresAt) {
        return REMEMBER.<Long>run(
                        redis,
                        new String[] {RouteKeys.of(address).states()},
                        device.toString(),
                        state.call().toString(),
                        Long.toString(state.n()),
                        Long.toString(expiresAt.toEpochMilli()),
                        FrameCodec.encode(state),
                        KEY_LIFE_MS)
                .thenAccept(done -> {});
    }

    /** The device takes no part in the call any more: after {@code ready} it is told no state. */
    public CompletionStage<Void> leave(Address address, DeviceId device, CallId call) {
        return LEAVE.<Long>run(redis, new String[] {RouteKeys.of(address).states()}, device.toString(), call.toString())
                .thenAccept(done -> {});
    }

    @SuppressWarnings("unchecked") // the scripts' own shape
    private static Devices devices(Object routes, Object acknowledged) {
        return new Devices(
                Routes.routes((List<String>) routes),
                ((List<String>) acknowledged).stream().map(DeviceId::parse).collect(Collectors.toUnmodifiableSet()));
    }
}
