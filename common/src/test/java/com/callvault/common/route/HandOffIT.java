package com.callvault.common.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.jws.Standing;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The hand-off's scripts on a real Redis, one after the other; {@link RaceIT} has them race. Time runs as it does: expiry is told
 * in times that are over, or far ahead.
 */
class HandOffIT {
    private static final Address CALLEE = new Address("call:5Au7bKAMnQDUo2kNLQ521MD9M3LGReBSsL4mqKcwkDYQ");
    private static final Address CALLER = new Address("call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD");
    private static final DeviceId PHONE = new DeviceId(new UUID(0, 1));
    private static final DeviceId LAPTOP = new DeviceId(new UUID(0, 2));
    private static final NodeId ONE = new NodeId("gw-1.a");
    private static final NodeId OTHER = new NodeId("gw-2.b");

    private static final RedisClient CLIENT =
            RedisClient.create(TestStores.shared().redisUri());
    private static final StatefulRedisConnection<String, String> GATEWAY = CLIENT.connect();
    private static final StatefulRedisConnection<String, String> SIGNALING = CLIENT.connect();

    private final Revocations revocations = new Revocations(GATEWAY.async());
    private final Routes routes = new Routes(GATEWAY.async(), Clock.systemUTC());
    private final OwedCalls owed = new OwedCalls(SIGNALING.async());
    private final CallId call = new CallId(UUID.randomUUID());

    @AfterAll
    static void disconnect() {
        CLIENT.shutdown();
    }

    @BeforeEach
    void empty() {
        GATEWAY.sync().flushall();
    }

    @Test
    void oweAfterAttachSeesTheRoute() {
        Route route = route(ONE, 1);
        accepted(attach(PHONE, route));
        assertThat(ring().orElseThrow().routes()).containsExactly(Map.entry(PHONE, route));
    }

    @Test
    void attachAfterOweSeesTheRing() {
        ring();
        assertThat(accepted(attach(PHONE, route(ONE, 1))).owed())
                .singleElement()
                .satisfies(frame -> {
                    ServerFrame.CallIncoming incoming = (ServerFrame.CallIncoming) FrameCodec.decodeServer(frame);
                    assertThat(incoming.call()).isEqualTo(call);
                    assertThat(incoming.remainingMs()).isBetween(1L, 45_000L);
                });
    }

    @Test
    void aRingStaysOwedToADeviceThatJoinsAfterAnotherAcknowledged() {
        Route phone = route(ONE, 1);
        accepted(attach(PHONE, phone));
        ring();
        await(owed.ack(CALLEE, PHONE, call, 1, phone.session()));
        assertThat(accepted(attach(LAPTOP, route(ONE, 1))).owed()).hasSize(1);
        assertThat(ring().orElseThrow().unacknowledged()).containsOnlyKeys(LAPTOP);
    }

    /** The page may have been loaded anew, and Redis emptied before: then nobody but the timer would tell it. */
    @Test
    void anAcknowledgementOfTheRingCountsForTheConnectionThatGaveIt() {
        Route before = route(ONE, 1);
        accepted(attach(PHONE, before));
        ring();
        await(owed.ack(CALLEE, PHONE, call, 1, before.session()));
        assertThat(ring().orElseThrow().unacknowledged()).isEmpty();
        accepted(attach(PHONE, route(OTHER, 2)));
        assertThat(ring().orElseThrow().unacknowledged()).containsOnlyKeys(PHONE);
    }

    @Test
    void anOlderConnectionNeverWins() {
        Route newer = route(OTHER, 2);
        accepted(attach(PHONE, newer));
        assertThat(attach(PHONE, route(ONE, 1))).isEqualTo(new Attached.Superseded(newer));
        assertThat(attach(PHONE, route(ONE, 2))).isEqualTo(new Attached.Superseded(newer));
        assertThat(await(routes.routesOf(CALLEE))).containsExactly(Map.entry(PHONE, newer));
    }

    @Test
    void aNewerConnectionLearnsWhichOneItReplaces() {
        Route older = route(ONE, 9);
        accepted(attach(PHONE, older));
        assertThat(accepted(attach(PHONE, route(OTHER, 10))).previous()).isEqualTo(older);
    }

    @Test
    void attachAgainByTheSameConnectionReplacesNobody() {
        Route route = route(ONE, 1);
        accepted(attach(PHONE, route));
        assertThat(accepted(attach(PHONE, route)).previous()).isNull();
    }

    @Test
    void aLateDetachLeavesTheNewRoute() {
        Route older = route(ONE, 1);
        Route newer = route(OTHER, 2);
        accepted(attach(PHONE, older));
        accepted(attach(PHONE, newer));
        assertThat(await(routes.detach(CALLEE, PHONE, older))).isFalse();
        assertThat(await(routes.routesOf(CALLEE))).containsExactly(Map.entry(PHONE, newer));
        assertThat(await(routes.detach(CALLEE, PHONE, newer))).isTrue();
        assertThat(await(routes.routesOf(CALLEE))).isEmpty();
    }

    @Test
    void whenSomebodyWasLastThereIsKnownToTheMinute() {
        String seen = RouteKeys.of(CALLEE).seen();
        Route route = route(ONE, 1);
        assertThat(await(routes.lastSeen(CALLEE))).isEmpty();
        for (Runnable happens : List.<Runnable>of(
                () -> accepted(attach(PHONE, route)),
                () -> await(routes.renew(CALLEE, PHONE, route)),
                () -> await(routes.detach(CALLEE, PHONE, route)))) {
            GATEWAY.sync().set(seen, "60000");
            long before = System.currentTimeMillis() / 60_000 * 60_000;
            happens.run();
            assertThat(await(routes.lastSeen(CALLEE)))
                    .hasValueSatisfying(at -> assertThat(at)
                            .isBetween(before, System.currentTimeMillis())
                            .matches(ms -> ms % 60_000 == 0, "a whole minute"));
            assertThat(GATEWAY.sync().pttl(seen))
                    .isBetween(Routes.SEEN_LIFE.toMillis() - 10_000, Routes.SEEN_LIFE.toMillis());
        }
    }

    @Test
    void whoIsNotTheirsSaysNothingOfWhenSomebodyWasLastThere() {
        String seen = RouteKeys.of(CALLEE).seen();
        Route older = route(ONE, 1);
        Route newer = route(OTHER, 2);
        accepted(attach(PHONE, newer));
        GATEWAY.sync().set(seen, "60000");
        attach(PHONE, older);
        await(routes.renew(CALLEE, PHONE, older));
        await(routes.detach(CALLEE, PHONE, older));
        assertThat(await(routes.drop(CALLEE, PHONE, newer)))
                .as("a dead route, removed by who found it so")
                .isTrue();
        assertThat(await(routes.lastSeen(CALLEE))).contains(60_000L);
    }

    @Test
    void renewalTellsWhenTheRouteIsGoneOrAnothers() {
        Route older = route(ONE, 1);
        accepted(attach(PHONE, older));
        assertThat(await(routes.renew(CALLEE, PHONE, older))).isTrue();
        accepted(attach(PHONE, route(OTHER, 2)));
        assertThat(await(routes.renew(CALLEE, PHONE, older))).isFalse();
        empty();
        assertThat(await(routes.renew(CALLEE, PHONE, older))).isFalse();
    }

    @Test
    void aRevokedDeviceIsLetInByNobodyAndNothingIsDeliveredToIt() {
        Route phone = route(ONE, 1);
        Route laptop = route(OTHER, 1);
        accepted(attach(PHONE, phone));
        accepted(attach(LAPTOP, laptop));
        assertThat(await(revocations.revoke(CALLEE, PHONE, Instant.now()))).contains(phone);
        assertThat(await(revocations.standing(CALLEE, PHONE))).isEqualTo(Standing.REVOKED);
        assertThat(await(revocations.standing(CALLEE, LAPTOP))).isEqualTo(Standing.GOOD);
        assertThat(await(routes.renew(CALLEE, PHONE, phone))).isFalse();
        assertThat(attach(PHONE, route(OTHER, 2))).isEqualTo(new Attached.Revoked());
        assertThat(ring().orElseThrow().routes()).containsExactly(Map.entry(LAPTOP, laptop));
        assertThat(await(routes.renew(CALLEE, LAPTOP, laptop))).isTrue();
        assertThat(await(revocations.revoke(CALLEE, PHONE, Instant.now()))).isEmpty();
    }

    /** Also of devices that nobody has heard of yet: whoever has the key could make one. */
    @Test
    void ofADeletedAccountEveryDeviceIsLetInByNobody() {
        Route phone = route(ONE, 1);
        Route laptop = route(OTHER, 1);
        accepted(attach(PHONE, phone));
        accepted(attach(LAPTOP, laptop));
        assertThat(await(revocations.depart(CALLEE, Instant.now()))).containsExactlyInAnyOrder(phone, laptop);
        assertThat(await(revocations.standing(CALLEE, PHONE))).isEqualTo(Standing.DELETED);
        assertThat(await(routes.renew(CALLEE, PHONE, phone))).isFalse();
        assertThat(attach(PHONE, route(OTHER, 2))).isEqualTo(new Attached.Deleted());
        assertThat(attach(new DeviceId(UUID.randomUUID()), route(ONE, 1))).isEqualTo(new Attached.Deleted());
        assertThat(ring().orElseThrow().routes()).isEmpty();
        assertThat(await(revocations.depart(CALLEE, Instant.now()))).isEmpty();
    }

    @Test
    void whatWasWrittenInARoundIsCompleteOnlyIfNothingWasLostAndNobodyElseBegan() {
        assertThat(await(revocations.isComplete())).isFalse();
        await(revocations.begin("a"));
        assertThat(await(revocations.isComplete())).isFalse();
        assertThat(await(revocations.complete("a"))).isTrue();
        assertThat(await(revocations.isComplete())).isTrue();
        await(revocations.begin("b"));
        empty();
        assertThat(await(revocations.complete("b"))).isFalse();
        await(revocations.begin("c"));
        await(revocations.begin("d"));
        assertThat(await(revocations.complete("c"))).isFalse();
        assertThat(await(revocations.complete("d"))).isTrue();
    }

    @Test
    void aSettledCallIsNotOwedAgainAndItsEndIsToldOnce() {
        accepted(attach(PHONE, route(ONE, 1)));
        ring();
        assertThat(settle(null).unacknowledged()).containsOnlyKeys(PHONE);
        assertThat(ring()).isEmpty();
        assertThat(accepted(attach(PHONE, route(ONE, 2))).owed())
                .singleElement()
                .satisfies(HandOffIT::isEnd);
        await(owed.ack(CALLEE, PHONE, call, 2, new SessionId(UUID.randomUUID())));
        assertThat(accepted(attach(PHONE, route(ONE, 3))).owed()).isEmpty();
        assertThat(accepted(attach(LAPTOP, route(ONE, 1))).owed())
                .singleElement()
                .satisfies(HandOffIT::isEnd);
    }

    @Test
    void theDeviceThatTakesPartGetsItsOwnEnd() {
        accepted(attach(PHONE, route(ONE, 1)));
        accepted(attach(LAPTOP, route(ONE, 1)));
        ring();
        assertThat(settle(PHONE).routes()).containsOnlyKeys(LAPTOP);
        assertThat(accepted(attach(PHONE, route(ONE, 2))).owed()).isEmpty();
    }

    @Test
    void anExpiredRingIsNotHandedOver() {
        await(owed.oweRing(CALLEE, incoming(Instant.now().minusMillis(1))));
        assertThat(accepted(attach(PHONE, route(ONE, 1))).owed()).isEmpty();
    }

    @Test
    void framesOfACallAreHandedOverInOrderUntilTheyAreAcknowledged() {
        for (long n = 11; n >= 1; n--) {
            frame(n, null);
        }
        await(owed.ack(CALLEE, PHONE, call, 2, new SessionId(UUID.randomUUID())));
        assertThat(accepted(attach(PHONE, route(ONE, 1))).owed())
                .extracting(frame -> ((ServerFrame.CallProgress) FrameCodec.decodeServer(frame)).n())
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(frame(2, null)).isInstanceOf(OwedCalls.Owed.Acknowledged.class);
        assertThat(accepted(attach(LAPTOP, route(ONE, 1))).owed()).isEmpty();
    }

    @Test
    void aFrameIsOwedWhereTheDeviceIs() {
        Route route = route(ONE, 1);
        assertThat(frame(1, null)).isEqualTo(new OwedCalls.Owed.Outstanding(null));
        accepted(attach(PHONE, route));
        assertThat(frame(2, null)).isEqualTo(new OwedCalls.Owed.Outstanding(route));
    }

    @Test
    void theStateOfACallComesFirstUntilTheDeviceLeavesIt() {
        var state = state(1);
        frame(1, state);
        assertThat(accepted(attach(PHONE, route(ONE, 1))).owed())
                .extracting(frame -> FrameCodec.decodeServer(frame).getClass().getSimpleName())
                .containsExactly("CallState", "CallProgress");
        await(owed.leave(CALLEE, PHONE, new CallId(UUID.randomUUID())));
        assertThat(accepted(attach(PHONE, route(ONE, 2))).owed()).hasSize(2);
        await(owed.leave(CALLEE, PHONE, call));
        assertThat(accepted(attach(PHONE, route(ONE, 3))).owed()).hasSize(1);
    }

    @Test
    void anOlderStateNeverReplacesANewerOneAndIsWrittenAgainAfterALoss() {
        Instant later = Instant.now().plus(Duration.ofMinutes(1));
        frame(3, state(3));
        await(owed.remember(CALLEE, PHONE, state(2), later));
        frame(2, state(2));
        assertThat(stateOnAttach(1)).isEqualTo(state(3));
        await(owed.remember(CALLEE, PHONE, state(4), later));
        assertThat(stateOnAttach(2)).isEqualTo(state(4));
        empty();
        await(owed.remember(CALLEE, PHONE, state(4), later));
        assertThat(stateOnAttach(3)).isEqualTo(state(4));
    }

    private ServerFrame.CallState state(long n) {
        return new ServerFrame.CallState(
                call,
                n,
                ServerFrame.CallStatus.ACTIVE,
                ServerFrame.Role.CALLEE,
                CALLER,
                MediaKind.AUDIO,
                "i",
                "a",
                1,
                1);
    }

    private ServerFrame stateOnAttach(long conn) {
        return FrameCodec.decodeServer(
                accepted(attach(PHONE, route(ONE, conn))).owed().getFirst());
    }

    @Test
    void onlyNodesThatBeatLive() {
        Nodes nodes = new Nodes(GATEWAY.async());
        await(nodes.beat(ONE));
        assertThat(await(nodes.living(Set.of(ONE, OTHER)))).containsExactly(ONE);
        await(nodes.leave(ONE));
        assertThat(await(nodes.living(Set.of(ONE, OTHER)))).isEmpty();
    }

    private Attached attach(DeviceId device, Route route) {
        return await(routes.attach(CALLEE, device, route));
    }

    private static Attached.Accepted accepted(Attached attached) {
        assertThat(attached).isInstanceOf(Attached.Accepted.class);
        return (Attached.Accepted) attached;
    }

    private Optional<OwedCalls.Devices> ring() {
        return await(owed.oweRing(CALLEE, incoming(Instant.now().plusSeconds(45))));
    }

    private ServerFrame.CallIncoming incoming(Instant expiresAt) {
        return new ServerFrame.CallIncoming(
                call, 1, CALLER, "intent", MediaKind.VIDEO, "Ana", true, null, null, 0, expiresAt.toEpochMilli(), null);
    }

    private OwedCalls.Devices settle(@Nullable DeviceId except) {
        var end = new ServerFrame.CallEnded(call, 2, EndReason.MISSED, CALLER, null, null, null, null);
        return await(owed.settle(CALLEE, end, except, Instant.now()));
    }

    private OwedCalls.Owed frame(long n, ServerFrame.@Nullable CallState state) {
        String frame = FrameCodec.encode(new ServerFrame.CallProgress(call, n, ServerFrame.CallProgress.State.TRYING));
        return await(owed.oweFrame(
                CALLEE, PHONE, call, n, frame, state, Instant.now().plus(Duration.ofMinutes(1))));
    }

    private static void isEnd(String frame) {
        assertThat(FrameCodec.decodeServer(frame)).isInstanceOf(ServerFrame.CallEnded.class);
    }

    private static Route route(NodeId node, long conn) {
        return new Route(node, new SessionId(UUID.randomUUID()), conn);
    }

    private static <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
