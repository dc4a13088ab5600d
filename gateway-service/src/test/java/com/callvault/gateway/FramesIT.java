package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import com.callvault.infra.embedded.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a client may send after {@code ready}, where it goes, and what it gets for the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesIT {
    private static final Person PEER = Person.create();

    private Node node;

    @BeforeAll
    void start() {
        node = Node.start("gw-1");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    record Bad(String what, String frame, String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> badFrames() {
        Person stranger = Person.create();
        return Stream.of(
                new Bad("no JSON", "{", "malformed"),
                new Bad("an array", "[]", "malformed"),
                new Bad("a member twice", "{\"type\":\"ping\",\"type\":\"ping\"}", "malformed"),
                new Bad("no type", "{}", "malformed"),
                new Bad("an unknown type", "{\"type\":\"call:wave\"}", "unknown_type"),
                new Bad("one byte above 64 KiB", Frames.ofBytes(65_537), "frame_too_large"),
                new Bad("100 KB", Frames.ofBytes(100_000), "frame_too_large"),
                new Bad("64 KiB in few characters", Frames.ofBytes(40_000).replace("xx", "éé"), "frame_too_large"),
                new Bad(
                        "a call to a malformed address",
                        Frames.callEnd(PEER).replace(PEER.address().value(), "call:0OIl"),
                        "bad_address"),
                new Bad(
                        "a call to a low-order address",
                        Frames.callEnd(PEER)
                                .replace(PEER.address().value(), "call:4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM"),
                        "bad_address"),
                new Bad("an empty message", Frames.text(PEER, ""), "empty_message"),
                new Bad("a blank message", Frames.text(PEER, " \n"), "empty_message"),
                new Bad("a body of 17 KiB", Frames.text(PEER, "x".repeat(17 * 1024)), "message_too_large"),
                new Bad("a body one byte above 16 KiB", Frames.text(PEER, "x".repeat(16_385)), "message_too_large"),
                new Bad(
                        "a body of 17 KiB in 9,000 characters",
                        Frames.text(PEER, "é".repeat(9_000)),
                        "message_too_large"),
                new Bad(
                        "a receipt for others' conversation",
                        Frames.read(PEER, ConversationId.between(PEER.address(), stranger.address())),
                        "not_a_member"));
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void aBadFrameGetsItsErrorAndTheSocketStays(Bad bad) {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            client.send(bad.frame());
            client.expectError(bad.code());
            client.expectAlive();
        }
    }

    @Test
    void aFrameOf64KiBIsTaken() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            client.send(Frames.ofBytes(65_536));
            client.expect("pong");
        }
    }

    @Test
    void above128KiBTheSocketIsClosed() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            // It may be closed before all of it is written.
            client.trySend(Frames.ofBytes(200_000));
            client.expectClose(1009);
        }
    }

    @Test
    void binaryIsMalformedAndTheSocketStays() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            client.sendBinary(new byte[] {1});
            client.expectError("malformed");
            client.expectAlive();
        }
    }

    @Test
    void theTwentiethMalformedFrameInAMinuteCloses() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            for (int i = 0; i < 19; i++) {
                client.send("{");
                client.expectError("malformed");
            }
            client.expectAlive();
            client.sendBinary(new byte[] {1});
            client.expectError("malformed");
            client.expectClose(4400);
        }
    }

    @Test
    void oneselfCannotBeCalledNorWrittenTo() {
        Person ana = Person.create();
        try (Client client = Client.ready(node, ana, 1)) {
            for (String frame : List.of(Frames.callEnd(ana), Frames.text(ana, "hi"))) {
                client.send(frame);
                assertThat(client.expectError("self_call").get("re").stringValue())
                        .isEqualTo("r1");
            }
            client.expectAlive();
        }
    }

    @Test
    void theFiftyFirstFrameWithinASecondIsRefusedAndNotProcessed() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            // The proof was a frame as well.
            IntStream.range(0, 60).forEach(i -> client.send("{\"type\":\"ping\",\"id\":\"p" + i + "\"}"));
            List<JsonNode> answers =
                    IntStream.range(0, 60).mapToObj(i -> client.next()).toList();
            assertThat(answers.subList(0, 49))
                    .allSatisfy(answer ->
                            assertThat(answer.get("type").stringValue()).isEqualTo("pong"));
            JsonNode refused = answers.get(50);
            assertThat(refused.get("code").stringValue()).isEqualTo("rate_limited");
            assertThat(refused.get("re").stringValue()).isEqualTo("p50");
            assertThat(refused.get("retryable").booleanValue()).isTrue();
            assertThat(refused.get("retryAfterMs").longValue()).isBetween(1L, 1_000L);
        }
    }

    @Test
    void aHundredRefusedFramesWithinTenSecondsCloseTheSocket() {
        try (Client client = Client.ready(node, Person.create(), 1)) {
            // The proof was a frame as well: with these, fifty are taken, and one less than a hundred refused.
            int sent = 49 + 99;
            IntStream.range(0, sent).forEach(i -> client.send("{\"type\":\"ping\"}"));
            IntStream.range(0, sent).forEach(i -> client.next());
            assertThat(client.closed()).isNotDone();
            IntStream.range(0, 60).forEach(i -> {
                if (!client.closed().isDone()) {
                    client.trySend("{\"type\":\"ping\"}");
                }
            });
            client.expectClose(4029);
        }
    }

    @Test
    void framesBecomeCommandsOfTheirPairInOrder() {
        Person ana = Person.create();
        ConversationId pair = ConversationId.between(ana.address(), PEER.address());
        try (Client client = Client.ready(node, ana, 1)) {
            for (int i = 0; i < 20; i++) {
                client.send(Frames.text(PEER, "message " + i));
            }
            client.send(Frames.callEnd(PEER));
            List<Command.Chat> chats = commands(Topics.CHAT_COMMANDS, pair, 20, Command.Chat.class);
            assertThat(chats)
                    .extracting(chat -> chat.frame() instanceof ClientFrame.MsgSend send ? send.body() : "")
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "message " + i).toList());
            assertThat(chats).allSatisfy(chat -> {
                assertThat(chat.origin().address()).isEqualTo(ana.address());
                assertThat(chat.origin().device()).isEqualTo(ana.device());
                assertThat(chat.origin().node()).isEqualTo(node.id());
                assertThat(chat.receivedAt())
                        .isBetween(System.currentTimeMillis() - 20_000, System.currentTimeMillis());
            });
            assertThat(commands(Topics.CALLS_COMMANDS, pair, 1, Command.Call.class)
                            .getFirst()
                            .frame())
                    .isInstanceOf(ClientFrame.CallEnd.class);
        }
    }

    /** Never silence: a frame that does not get into Kafka is answered, within its time, and the socket stays. */
    @Test
    void whileKafkaIsAwayTheSenderIsTold() {
        try (Node alone = Node.start(
                "gw-7",
                Map.of(
                        // Nobody listens there.
                        "spring.kafka.bootstrap-servers", "127.0.0.1:9",
                        "spring.kafka.admin.operation-timeout", "1s",
                        "spring.kafka.admin.properties.default.api.timeout.ms", "1000",
                        "spring.kafka.admin.properties.request.timeout.ms", "500",
                        "callvault.gateway.commands.block-for", "500ms"))) {
            try (Client client = Client.ready(alone, Person.create(), 1)) {
                for (String frame : List.of(Frames.callEnd(PEER), Frames.text(PEER, "hi"))) {
                    client.send(frame);
                    JsonNode error = client.expectError("unavailable");
                    assertThat(error.get("re").stringValue()).isEqualTo("r1");
                    assertThat(error.get("retryable").booleanValue()).isTrue();
                    assertThat(error.get("retryAfterMs").longValue()).isPositive();
                }
                client.expectAlive();
            }
        }
    }

    private static <T extends Command> List<T> commands(String topic, ConversationId pair, int count, Class<T> kind) {
        List<T> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestStores.shared().kafkaBootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            assertThat(partitions).hasSize(Topics.PARTITIONS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (found.size() < count && System.nanoTime() < until) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (pair.value().equals(message.key())) {
                        found.add(EventCodec.decode(message, kind).data());
                    }
                }
            }
        }
        assertThat(found).as("commands of this pair on %s", topic).hasSize(count);
        return found;
    }
}
