package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.id.SessionId;
import com.callvault.common.route.Delivery;
import com.callvault.common.wire.Json;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.presence.Presence;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import com.callvault.gateway.testing.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readers that do not read, and clients that do not answer: they go, and nobody else notices. */
class SlowReaderIT {
    private static final String SMALL = "{\"type\":\"small\"}";

    @Test
    void aReaderThatStopsReadingIsClosedWithinFiveSecondsWhileOthersFlow() throws Exception {
        try (Node node = Node.start("gw-1");
                RawClient slow = RawClient.open(node);
                Client other = Client.ready(node, Person.create(), 1)) {
            SessionId stuck = authenticate(node, slow);
            Presence presence = node.bean(Presence.class);
            // One frame, more than the kernel takes: the queue is never too long, only time tells that nobody reads.
            long stoppedAt = System.nanoTime();
            presence.deliver(new Delivery.Send(List.of(stuck), frame(8_000_000)));
            presence.deliver(new Delivery.Send(sessions(node, stuck), SMALL));
            assertThat(other.expect("small")).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - stoppedAt)).isLessThan(Duration.ofSeconds(1));

            await("the stuck connection is gone")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> node.bean(Connections.class).find(stuck) == null);
            assertThat(Duration.ofNanos(System.nanoTime() - stoppedAt))
                    .isBetween(Duration.ofMillis(3_900), Duration.ofMillis(5_300));
            assertThat(node.count("callvault.gateway.queue.overflows")).isZero();
            other.expectAlive();
        }
    }

    @Test
    void aReaderWithTooMuchWaitingIsClosedAtOnce() throws Exception {
        try (Node node = Node.start("gw-1");
                RawClient slow = RawClient.open(node)) {
            SessionId stuck = authenticate(node, slow);
            Presence presence = node.bean(Presence.class);
            for (int i = 0; i < 200; i++) {
                presence.deliver(new Delivery.Send(List.of(stuck), frame(60_000)));
            }
            assertThat(node.count("callvault.gateway.queue.overflows")).isPositive();
            await("the stuck connection is gone")
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> node.bean(Connections.class).find(stuck) == null);
        }
    }

    @Test
    void aClientThatAnswersNoPingIsGivenUp() throws Exception {
        try (Node node = Node.start(
                        "gw-1",
                        Map.of(
                                "callvault.gateway.connection.heartbeat", "1s",
                                "callvault.gateway.connection.pong-within", "500ms"));
                RawClient silent = RawClient.open(node);
                Client other = Client.ready(node, Person.create(), 1)) {
            SessionId session = authenticate(node, silent);
            long since = System.nanoTime();
            await("the silent connection is gone")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> node.bean(Connections.class).find(session) == null);
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofMillis(900), Duration.ofMillis(2_500));
            assertThat(node.count("callvault.gateway.connections.silent")).isEqualTo(1);
            other.expectAlive();
        }
    }

    private static SessionId authenticate(Node node, RawClient client) {
        String challenge = Json.MAPPER.readTree(client.read()).get("challenge").stringValue();
        client.send("{\"type\":\"auth\",\"proof\":\"" + Person.create().proof(challenge, node.origin(), 1) + "\"}");
        return SessionId.parse(
                Json.MAPPER.readTree(client.read()).get("session").stringValue());
    }

    private static List<SessionId> sessions(Node node, SessionId except) {
        return node.bean(Connections.class).all().stream()
                .map(each -> each.session())
                .filter(session -> !session.equals(except))
                .toList();
    }

    private static String frame(int bytes) {
        return "{\"type\":\"large\",\"pad\":\"" + "x".repeat(bytes) + "\"}";
    }
}
