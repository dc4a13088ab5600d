package com.callvault.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.route.Attached;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.Route;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.ConnectionSettings;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.connection.Identity;
import com.callvault.gateway.connection.RecordingSocket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order in which a device gets what it is owed and what is live, when everything happens at once. */
class PresenceTest {
    private static final NodeId NODE = new NodeId("gw-1.boot");
    private static final Identity ANA = new Identity(
            new Address("call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD"), new DeviceId(UUID.randomUUID()), 3);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConnectionSettings settings = new ConnectionSettings(
            Duration.ofSeconds(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofMillis(750),
            65_536,
            0);
    private final Connections connections =
            new Connections(Clock.systemUTC(), new Random(1), System::currentTimeMillis, settings, registry);
    private final FakeRoutes routes = new FakeRoutes();
    private final AtomicLong now = new AtomicLong();
    private final Presence presence =
            new Presence(NODE, connections, routes, Duration.ofSeconds(5), new PresenceMetrics(registry), now::get);
    private final RecordingSocket socket = new RecordingSocket();
    private final Connection connection = connections.open(socket, "https://calls.example");

    @AfterEach
    void stop() {
        connections.close();
    }

    /** Signaling sees the new route and delivers before attach has answered here. */
    @Test
    void aDeliveryDuringAttachWaitsBehindReadyAndWhatIsOwed() {
        routes.onAttach = answer -> {
            send("live 1");
            send("live 2");
            answer.complete(new Attached.Accepted(null, List.of("owed 1", "owed 2")));
        };
        enter();
        send("live 3");
        List<String> frames = socket.awaitFrames(6);
        assertThat(frames.getFirst()).contains("\"type\":\"ready\"");
        assertThat(frames.subList(1, 6)).containsExactly("owed 1", "owed 2", "live 1", "live 2", "live 3");
    }

    @Test
    void theSessionStandsInTheMapBeforeAttach() {
        List<Boolean> found = new ArrayList<>();
        routes.onAttach = answer -> {
            found.add(connections.find(connection.session()) == connection
                    && connection.phase() == Connection.Phase.ATTACHING);
            answer.complete(new Attached.Accepted(null, List.of()));
        };
        enter();
        assertThat(found).containsExactly(true);
    }

    @Test
    void aSupersededConnectionIsNeverReady() {
        routes.onAttach = answer -> answer.complete(new Attached.Superseded(route(9)));
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(this::enter)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SUPERSEDED));
        assertThat(connection.phase()).isEqualTo(Connection.Phase.ATTACHING);
        assertThat(socket.frames()).isEmpty();
    }

    @Test
    void theOlderConnectionIsClosedWhereverItIs() {
        Route elsewhere = new Route(new NodeId("gw-2.boot"), new SessionId(UUID.randomUUID()), 2);
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(elsewhere, List.of()));
        enter();
        assertThat(routes.closed).containsExactly(elsewhere);

        RecordingSocket olderSocket = new RecordingSocket();
        Connection older = connections.open(olderSocket, "https://calls.example");
        Route here = new Route(NODE, older.session(), 2);
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(here, List.of()));
        presence.newRound("a test");
        presence.keep(connection);
        assertThat(olderSocket.awaitClose()).isEqualTo(CloseReason.SUPERSEDED);
    }

    /** The detach that its end caused may come before the attach: then the route of a dead socket would stay. */
    @Test
    void aSocketThatEndsWhileItAttachesLeavesNoRoute() {
        routes.onAttach = answer -> {
            connections.closed(connection, 1006);
            presence.leave(connection);
            answer.complete(new Attached.Accepted(null, List.of()));
        };
        enter();
        assertThat(routes.log).containsExactly("attach", "detach", "detach");
        assertThat(socket.frames()).isEmpty();
    }

    @Test
    void aMissingRouteIsTakenAgainAndTheClientReadsWhatItMayHaveMissed() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        socket.awaitFrames(1);
        routes.renewed = false;
        routes.onAttach = answer -> {
            send("live");
            answer.complete(new Attached.Accepted(null, List.of("owed")));
        };
        presence.keep(connection);
        assertThat(socket.awaitFrames(4).subList(1, 4)).containsExactly("owed", "{\"type\":\"resync\"}", "live");
    }

    @Test
    void twoLossesAtOnceCostOneRepair() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        presence.newRound("one");
        presence.newRound("two");
        presence.keep(connection);
        presence.keep(connection);
        assertThat(routes.log).containsExactly("attach", "attach", "renew");
    }

    /** Who attached before signaling had written it again. */
    @Test
    void whatRedisLostIsReadOnceMoreWhenSignalingHasHadTheTimeToWriteItAgain() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        presence.newRound("Redis was lost");
        enter();
        socket.awaitFrames(1);
        now.addAndGet(Presence.SECOND_LOOK.toMillis() - 1);
        presence.lookAgain();
        presence.keep(connection);
        assertThat(routes.log).containsExactly("attach", "renew");

        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of("state")));
        now.incrementAndGet();
        presence.lookAgain();
        presence.keep(connection);
        send("live");
        assertThat(socket.awaitFrames(3).subList(1, 3)).containsExactly("state", "live");
    }

    @Test
    void whoMissedTheRoundItselfIsToldToReadAgainInItsSecondLook() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        presence.newRound("Redis was lost");
        now.addAndGet(Presence.SECOND_LOOK.toMillis());
        presence.lookAgain();
        presence.keep(connection);
        assertThat(socket.awaitFrames(2).getLast()).isEqualTo("{\"type\":\"resync\"}");
    }

    @Test
    void aRepairThatFailsIsTriedAgainAndLiveFramesGoOn() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        presence.newRound("a test");
        routes.onAttach = answer -> answer.completeExceptionally(new IllegalStateException("Redis is away"));
        presence.keep(connection);
        send("live");
        assertThat(socket.awaitFrames(2).getLast()).isEqualTo("live");
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        presence.keep(connection);
        assertThat(socket.awaitFrames(3).getLast()).isEqualTo("{\"type\":\"resync\"}");
    }

    @Test
    void aConnectionWhoseRouteIsANewerOnesIsClosed() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        routes.renewed = false;
        routes.onAttach = answer -> answer.complete(new Attached.Superseded(route(9)));
        presence.keep(connection);
        assertThat(socket.awaitClose()).isEqualTo(CloseReason.SUPERSEDED);
    }

    @Test
    void aDeviceThatIsRevokedWhileItIsConnectedIsClosedAtItsNextRenewal() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        routes.renewed = false;
        routes.onAttach = answer -> answer.complete(new Attached.Revoked());
        presence.keep(connection);
        assertThat(socket.awaitClose()).isEqualTo(CloseReason.REVOKED);
    }

    @Test
    void aDeviceThatWasRevokedIsNotTakenAgainWhenRoutesAreRepaired() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        routes.onAttach = answer -> answer.complete(new Attached.Revoked());
        presence.newRound("a test");
        presence.keep(connection);
        assertThat(socket.awaitClose()).isEqualTo(CloseReason.REVOKED);
    }

    @Test
    void ofAnAccountThatIsDeletedWhileItIsConnectedTheSocketIsClosed() {
        routes.onAttach = answer -> answer.complete(new Attached.Accepted(null, List.of()));
        enter();
        routes.renewed = false;
        routes.onAttach = answer -> answer.complete(new Attached.Deleted());
        presence.keep(connection);
        assertThat(socket.awaitClose()).isEqualTo(CloseReason.ACCOUNT_DELETED);
    }

    private void enter() {
        presence.enter(
                connection,
                ANA,
                new ServerFrame.Ready(
                        ANA.address(),
                        ANA.device(),
                        connection.session(),
                        "token",
                        0,
                        25_000,
                        new ServerFrame.Limits(1, 1, 1, 1, 1, 1, 1, 1)));
    }

    private void send(String frame) {
        presence.deliver(new Delivery.Send(List.of(connection.session()), frame));
    }

    private static Route route(long conn) {
        return new Route(new NodeId("gw-2.boot"), new SessionId(UUID.randomUUID()), conn);
    }

    /** Answers as the test says, and remembers what it was asked. */
    private static final class FakeRoutes implements RouteBook {
        interface OnAttach {
            void accept(CompletableFuture<Attached> answer);
        }

        final List<String> log = new ArrayList<>();
        final List<Route> closed = new ArrayList<>();
        OnAttach onAttach = answer -> {};
        boolean renewed = true;

        @Override
        public CompletionStage<Attached> attach(Identity identity, Route route) {
            log.add("attach");
            CompletableFuture<Attached> answer = new CompletableFuture<>();
            onAttach.accept(answer);
            return answer;
        }

        @Override
        public CompletionStage<Boolean> renew(Identity identity, Route route) {
            log.add("renew");
            return CompletableFuture.completedStage(renewed);
        }

        @Override
        public CompletionStage<Boolean> detach(Identity identity, Route route) {
            log.add("detach");
            return CompletableFuture.completedStage(true);
        }

        @Override
        public CompletionStage<Boolean> closeSuperseded(Route older) {
            closed.add(older);
            return CompletableFuture.completedStage(true);
        }
    }
}
