package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.id.CallId;
import com.callvault.common.id.SessionId;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.OwedCalls;
import com.callvault.common.route.Revocations;
import com.callvault.common.route.Route;
import com.callvault.common.route.Routes;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import com.callvault.gateway.testing.TcpProxy;
import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Routes, deliveries, and what happens to them when Redis is not what it was. Two nodes in one JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceIT {
    private static final Duration ONE_RENEWAL = Duration.ofSeconds(8);

    private Node one;
    private Node two;
    private RedisClient client;
    private StatefulRedisConnection<String, String> redis;
    private Routes routes;
    private OwedCalls owed;
    private NodeChannel channel;
    private Revocations revocations;

    @BeforeAll
    void start() {
        one = Node.start("gw-1");
        two = Node.start("gw-2");
        client = RedisClient.create(TestStores.shared().redisUri());
        redis = client.connect();
        routes = new Routes(redis.async(), Clock.systemUTC());
        owed = new OwedCalls(redis.async());
        channel = new NodeChannel(redis.async());
        revocations = new Revocations(redis.async());
    }

    @AfterAll
    void stop() {
        one.close();
        two.close();
        redis.close();
        client.shutdown();
    }

    @Test
    void aConnectedDeviceHasARouteAndADisconnectedOneHasNone() {
        Person ana = Person.create();
        try (Client socket = Client.ready(one, ana, 5)) {
            Route route = routeOf(ana);
            assertThat(route).isNotNull();
            assertThat(route.node()).isEqualTo(one.id());
            assertThat(route.conn()).isEqualTo(5);
            socket.expectAlive();
        }
        await("the route is given back").atMost(Duration.ofSeconds(5)).until(() -> routeOf(ana) == null);
    }

    @Test
    void whenADeviceWasLastThereIsSaidAsItComesAsItStaysAndAsItGoes() {
        Person ana = Person.create();
        String seen = "seen:{" + ana.address().value() + "}";
        try (Client socket = Client.ready(one, ana, 1)) {
            assertThat(get(routes.lastSeen(ana.address()))).isPresent();
            redis.sync().del(seen);
            await("a renewal says so")
                    .atMost(ONE_RENEWAL)
                    .until(() -> redis.sync().exists(seen) == 1);
            redis.sync().del(seen);
            socket.expectAlive();
        }
        await("the route is given back").atMost(Duration.ofSeconds(5)).until(() -> routeOf(ana) == null);
        assertThat(get(routes.lastSeen(ana.address()))).isPresent();
    }

    @Test
    void aHigherConnOnAnotherNodeClosesTheOlderSocket() {
        Person ana = Person.create();
        try (Client older = Client.ready(one, ana, 1);
                Client newer = Client.ready(two, ana, 2)) {
            older.expectClose(4409);
            newer.expectAlive();
            assertThat(routeOf(ana)).extracting(Route::node).isEqualTo(two.id());
        }
    }

    @Test
    void aLowerConnOnAnotherNodeIsSuperseded() {
        Person ana = Person.create();
        try (Client current = Client.ready(one, ana, 2);
                Client late = Client.connect(two)) {
            late.auth(ana, 1);
            late.expectError("superseded");
            late.expectClose(4409);
            current.expectAlive();
        }
    }

    @Test
    void aRevokedDeviceDoesNotAttachAndAnotherOfTheSamePersonDoes() {
        Person ana = Person.create();
        get(revocations.revoke(ana.address(), ana.device(), Instant.now()));
        try (Client phone = Client.connect(one);
                Client laptop = Client.ready(two, ana.onAnotherDevice(), 1)) {
            phone.auth(ana, 1);
            phone.expectError("revoked");
            phone.expectClose(4410);
            laptop.expectAlive();
        }
        assertThat(routeOf(ana)).isNull();
    }

    /** The message that closes it can be lost: nothing but the renewal tells this gateway. */
    @Test
    void aConnectedDeviceThatIsRevokedIsClosedWithinOneRenewalAndWithoutBeingTold() {
        Person ana = Person.create();
        try (Client phone = Client.ready(one, ana, 1)) {
            get(revocations.revoke(ana.address(), ana.device(), Instant.now()));
            phone.expectClose(4410);
        }
    }

    @Test
    void aRevokedDeviceIsClosedAtOnceWhenItsNodeIsTold() {
        Person ana = Person.create();
        try (Client phone = Client.ready(one, ana, 1)) {
            Route route = get(revocations.revoke(ana.address(), ana.device(), Instant.now()))
                    .orElseThrow();
            get(channel.publish(route.node(), List.of(new Delivery.Close(route.session(), CloseReason.REVOKED))));
            phone.expectClose(4410);
        }
    }

    @Test
    void ofADeletedAccountNothingComesInAndWhatIsOpenIsClosed() {
        Person ana = Person.create();
        try (Client phone = Client.ready(one, ana, 1);
                Client another = Client.connect(two)) {
            get(revocations.depart(ana.address(), Instant.now()));
            // Nobody tells this node: it finds out when it renews.
            phone.expectClose(4411);
            another.auth(ana.onAnotherDevice(), 1);
            another.expectError("account_deleted");
            another.expectClose(4411);
        }
        assertThat(routeOf(ana)).isNull();
    }

    @Test
    void whatIsOwedComesRightAfterReadyThenWhatIsLive() {
        Person ana = Person.create();
        Person bob = Person.create();
        ServerFrame.CallIncoming ring = ring(bob);
        get(owed.oweRing(ana.address(), ring));
        try (Client socket = Client.ready(one, ana, 1)) {
            assertThat(socket.expect("call:incoming").get("call").stringValue())
                    .isEqualTo(ring.call().toString());
            deliver(ana, "{\"type\":\"msg:typing\"}");
            socket.expect("msg:typing");
        }
    }

    @Test
    void deliveriesReachTheirConnectionsInOrderAndNobodyElse() {
        Person ana = Person.create();
        Person bob = Person.create();
        try (Client anas = Client.ready(one, ana, 1);
                Client bobs = Client.ready(one, bob, 1)) {
            List<SessionId> both = List.of(sessionOf(ana), sessionOf(bob));
            IntStream.range(0, 100)
                    .forEach(i -> channel.publish(
                            one.id(),
                            List.of(new Delivery.Send(
                                    i % 2 == 0 ? both : both.subList(0, 1), "{\"type\":\"t\",\"i\":" + i + "}"))));
            IntStream.range(0, 100)
                    .forEach(i ->
                            assertThat(anas.expect("t").get("i").intValue()).isEqualTo(i));
            IntStream.range(0, 50)
                    .forEach(i ->
                            assertThat(bobs.expect("t").get("i").intValue()).isEqualTo(2 * i));
            bobs.expectAlive();
        }
    }

    @Test
    void anEmptiedRedisIsRepairedWithinOneRenewal() {
        Person ana = Person.create();
        try (Client socket = Client.ready(one, ana, 1)) {
            redis.sync().flushall();
            await("the route is written again").atMost(ONE_RENEWAL).until(() -> routeOf(ana) != null);
            socket.expect("resync");
            deliver(ana, "{\"type\":\"msg:typing\"}");
            socket.expect("msg:typing");
        }
    }

    @Test
    void aRingThatIsOwedWhileTheRouteIsLostRingsWithTheRepair() {
        Person ana = Person.create();
        Person bob = Person.create();
        try (Client socket = Client.ready(one, ana, 1)) {
            redis.sync().flushall();
            get(owed.oweRing(ana.address(), ring(bob)));
            socket.expect("call:incoming");
            socket.expect("resync");
        }
    }

    @Test
    void anInterruptedSubscriptionMakesEverybodyResync() {
        Person ana = Person.create();
        try (Client socket = Client.ready(one, ana, 1)) {
            double before = one.count("callvault.gateway.subscription.interruptions");
            redis.sync().clientKill(KillArgs.Builder.typePubsub());
            socket.expect("resync");
            assertThat(one.count("callvault.gateway.subscription.interruptions"))
                    .isGreaterThan(before);
            deliver(ana, "{\"type\":\"msg:typing\"}");
            socket.expect("msg:typing");
        }
    }

    @Test
    void whileRedisIsAwayNewcomersAreToldAndThoseWhoAreThereStay() {
        String uri = TestStores.shared().redisUri();
        try (TcpProxy proxy = new TcpProxy(URI.create(uri).getPort());
                Node node = Node.start("gw-3", Map.of("callvault.redis.uri", proxy.through(uri)))) {
            Person ana = Person.create();
            try (Client socket = Client.ready(node, ana, 1)) {
                proxy.cut();
                try (Client late = Client.connect(node)) {
                    late.auth(Person.create(), 1);
                    assertThat(late.expectError("unavailable")
                                    .get("retryAfterMs")
                                    .longValue())
                            .isPositive();
                    late.expectClose(1013);
                }
                socket.expectAlive();
                redis.sync().flushall();
                proxy.restore();
                socket.expect("resync");
                await("the route is written again").atMost(ONE_RENEWAL).until(() -> routeOf(ana) != null);
                deliver(ana, "{\"type\":\"msg:typing\"}");
                socket.expect("msg:typing");
            }
        }
    }

    /** A subscription that stands and says nothing would lose every delivery, and nobody would know. */
    @Test
    void connectionsOnWhichNothingComesAreReplaced() {
        String uri = TestStores.shared().redisUri();
        try (TcpProxy proxy = new TcpProxy(URI.create(uri).getPort());
                Node node = Node.start("gw-4", Map.of("callvault.redis.uri", proxy.through(uri)))) {
            Person ana = Person.create();
            try (Client socket = Client.ready(node, ana, 1)) {
                proxy.deafen();
                await("the store's answers are missed")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> node.count("callvault.gateway.routes.renewals.failed") > 0);
                proxy.restore();
                await("the node subscribes again")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> node.count("callvault.gateway.subscription.interruptions") > 0);
                socket.expect("resync");
                deliver(ana, "{\"type\":\"msg:typing\"}");
                socket.expect("msg:typing");
            }
        }
    }

    private ServerFrame.CallIncoming ring(Person caller) {
        long now = System.currentTimeMillis();
        return new ServerFrame.CallIncoming(
                new CallId(UUID.randomUUID()),
                1,
                caller.address(),
                "intent",
                MediaKind.AUDIO,
                null,
                true,
                null,
                null,
                45_000,
                now + 45_000,
                null);
    }

    private void deliver(Person to, String frame) {
        Route route = routeOf(to);
        if (route == null) {
            throw new AssertionError(to.address() + " has no route");
        }
        assertThat(get(channel.publish(route.node(), List.of(new Delivery.Send(List.of(route.session()), frame)))))
                .as("somebody listens on the node's channel")
                .isTrue();
    }

    private SessionId sessionOf(Person person) {
        Route route = routeOf(person);
        if (route == null) {
            throw new AssertionError(person.address() + " has no route");
        }
        return route.session();
    }

    private @Nullable Route routeOf(Person person) {
        return get(routes.routesOf(person.address())).get(person.device());
    }

    private static <T> T get(CompletionStage<T> answer) {
        return answer.toCompletableFuture()
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
