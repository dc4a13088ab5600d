package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.route.Routes;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import com.callvault.gateway.testing.RawClient;
import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How a node leaves. */
class DrainIT {
    @Test
    void aNodeThatStopsTellsEverybodyClosesThemSpreadAndLeavesNoRoute() throws InterruptedException {
        List<Person> people =
                IntStream.range(0, 20).mapToObj(i -> Person.create()).toList();
        Node node = Node.start("gw-1", Map.of("callvault.gateway.drain.spread", "2s"));
        List<Client> sockets =
                people.stream().map(person -> Client.ready(node, person, 1)).toList();

        Thread stop = Thread.ofVirtual().start(node::close);
        for (Client socket : sockets) {
            JsonNode drain = socket.expect("drain");
            assertThat(drain.get("reconnectAfterMs").longValue()).isBetween(0L, 2_000L);
        }
        assertThat(RawClient.request(node, "GET /ws HTTP/1.1", RawClient.upgrade(node))
                        .status())
                .as("newcomers while draining")
                .isEqualTo(503);
        assertThat(sockets)
                .as("not all at once")
                .anyMatch(socket -> !socket.closed().isDone());
        sockets.forEach(socket -> socket.expectClose(1012));
        stop.join(Duration.ofSeconds(10));
        assertThat(stop.isAlive()).as("still stopping").isFalse();

        RedisClient client = RedisClient.create(TestStores.shared().redisUri());
        try (var redis = client.connect()) {
            Routes routes = new Routes(redis.async(), Clock.systemUTC());
            await("all routes are given back")
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> people.stream()
                            .allMatch(person -> routes.routesOf(person.address())
                                    .toCompletableFuture()
                                    .join()
                                    .isEmpty()));
        } finally {
            client.shutdown();
        }
    }
}
