package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.Topics;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.FaultProxy;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL or Redis is gone, or there and silent: nothing is lost, nothing is dead-lettered, and it goes on by itself. */
@SuppressWarnings("NullAway.Init")
class StoreAwayIT {
    private static FaultProxy postgres;
    private static FaultProxy redis;
    private static Service service;
    private static StandInNode node;

    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();

    @BeforeAll
    static void start() {
        TestStores stores = TestStores.shared();
        String database = stores.newDatabase();
        URI jdbc = URI.create(database.substring("jdbc:".length()));
        URI redisUri = URI.create(stores.redisUri());
        postgres = new FaultProxy(jdbc.getHost(), jdbc.getPort());
        redis = new FaultProxy(redisUri.getHost(), redisUri.getPort());
        service = new Service.Setup("jdbc:postgresql://127.0.0.1:" + postgres.port() + jdbc.getPath())
                .with(
                        "callvault.redis.uri",
                        stores.redisUri()
                                .replace(redisUri.getHost() + ":" + redisUri.getPort(), "127.0.0.1:" + redis.port()))
                .with("spring.datasource.hikari.data-source-properties.socketTimeout", 2)
                .with("spring.datasource.hikari.connection-timeout", 1000)
                .start();
        node = new StandInNode();
    }

    @AfterAll
    static void stop() {
        node.close();
        service.close();
        postgres.close();
        redis.close();
    }

    @AfterEach
    void heal() {
        postgres.bringBack();
        redis.bringBack();
    }

    @Test
    void whilePostgresIsGoneMessagesWaitAndThenGoOn() {
        waitsForPostgres(postgres::takeAway);
    }

    @Test
    void whilePostgresIsSilentMessagesWaitAndThenGoOn() {
        waitsForPostgres(postgres::fallSilent);
    }

    private void waitsForPostgres(Runnable fault) {
        node.attach(bert);
        node.say(anna, bert, "before");
        double retries = retries();
        fault.run();
        List<ClientFrame.MsgSend> frames = IntStream.range(0, 20)
                .mapToObj(i -> StandInNode.text(bert, "while it is away " + i))
                .toList();
        frames.forEach(frame -> node.send(anna, frame));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(retries()).isGreaterThan(retries + 1));
        assertThat(node.received(anna, ServerFrame.MsgAck.class))
                .as("nothing is acknowledged that is not stored")
                .hasSize(1);
        postgres.bringBack();

        assertThat(node.awaitMany(anna, ServerFrame.MsgAck.class, ack -> true, 21))
                .extracting(ServerFrame.MsgAck::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 21).mapToObj(i -> (long) i).toList());
        assertThat(node.awaitMany(bert, ServerFrame.MsgIncoming.class, each -> true, 21))
                .extracting(ServerFrame.MsgIncoming::clientId)
                .endsWith(frames.getLast().clientId());
        assertThat(service.count("callvault.dead.letters")).isZero();
    }

    @Test
    void httpSaysThatTheStoreIsAway() {
        postgres.takeAway();

        Service.Answer answer = service.get(anna, "/api/conversations");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().get("code").stringValue()).isEqualTo("unavailable");
        assertThat(answer.body().get("retryable").booleanValue()).isTrue();
    }

    @Test
    void whileRedisIsGoneMessagesAreStored() {
        storesWithoutRedis(redis::takeAway);
    }

    @Test
    void whileRedisIsSilentMessagesAreStored() {
        storesWithoutRedis(redis::fallSilent);
    }

    private void storesWithoutRedis(Runnable fault) {
        node.attach(bert);
        node.say(anna, bert, "before");
        double stored = service.count("callvault.messages.stored");
        fault.run();
        List<ClientFrame.MsgSend> frames = IntStream.range(0, 300)
                .mapToObj(i -> StandInNode.text(bert, "while it is away " + i))
                .toList();
        frames.forEach(frame -> node.send(anna, frame));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(service.count("callvault.messages.stored")).isEqualTo(stored + 300));
        redis.bringBack();

        // What a client does that got no acknowledgement: it repeats until it has one.
        ClientFrame.MsgSend last = frames.getLast();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    node.send(anna, last);
                    assertThat(node.received(anna, ServerFrame.MsgAck.class))
                            .anyMatch(ack -> ack.clientId().equals(last.clientId()) && ack.seq() == 301);
                });
        assertThat(node.say(anna, bert, "after").seq()).isEqualTo(302);
        assertThat(node.await(bert, ServerFrame.MsgIncoming.class, each -> each.seq() == 302)
                        .body())
                .isEqualTo("after");
    }

    private static double retries() {
        return service.count("callvault.record.retries", "topic", Topics.CHAT_COMMANDS);
    }
}
