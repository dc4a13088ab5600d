package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.Call.Media;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record that nobody can read lies in the dead letters with its reason, and what comes after it is handled. */
@Isolated
class DeadLetterIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String REASON = "callvault-dead-letter-reason";
    private static final String SOURCE = "callvault-dead-letter-source";

    @RegisterExtension
    final People people = new People();

    /** Bytes, each written as the character of its number, and headers of a record that is broken in one way. */
    private record Broken(String name, String value, Map<String, String> headers) {
        byte[] bytes() {
            return value.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Broken> broken() {
        return List.of(
                new Broken("raw bytes", "\u00ca\u00fe\u0000\u0001", Map.of()),
                new Broken("no bytes", "", Map.of()),
                new Broken("JSON that is no CloudEvent", "{\"type\":\"surprise\"}", Map.of()),
                new Broken(
                        "a CloudEvent of an unknown type",
                        "{\"type\":\"com.callvault.surprise.v1\"}",
                        event("com.callvault.surprise.v1")),
                new Broken(
                        "a command without its members",
                        "{\"type\":\"com.callvault.calls.command.v1\"}",
                        event("com.callvault.calls.command.v1")),
                new Broken(
                        "a CloudEvent whose JSON is cut off",
                        "{\"type\":\"com.callvault.ch",
                        event("com.callvault.chat.command.v1")));
    }

    /** Every topic that a consumer group of ours is subscribed to now, so that none is forgotten later. */
    static Stream<Arguments> everyConsumedTopicAndEveryWay() throws Exception {
        var topics = consumed();
        assertThat(topics).contains("callvault.calls.commands", "callvault.chat.commands");
        return topics.stream().flatMap(topic -> broken().stream().map(way -> Arguments.of(topic, way)));
    }

    @ParameterizedTest
    @MethodSource("everyConsumedTopicAndEveryWay")
    void aBrokenRecordIsPutAsideInItsPartitionAndTheNextIsHandled(String topic, Broken broken) throws Exception {
        var key = "broken-" + UUID.randomUUID();
        int partitions;
        var sent = new TreeMap<Integer, Long>();
        try (var producer = producer()) {
            partitions = producer.partitionsFor(topic).size();
            for (int partition = 0; partition < partitions; partition++) {
                var message = new ProducerRecord<>(topic, partition, key, broken.bytes());
                broken.headers().forEach((name, value) -> message.headers().add(name, bytes(value)));
                sent.put(
                        partition,
                        producer.send(message).get(10, TimeUnit.SECONDS).offset());
            }
        }
        long produced = System.currentTimeMillis();
        try (var letters = new Tap(RunningStandalone.shared().kafka(), topic + ".dlt")) {
            var found = letters.await(
                    letter -> key.equals(letter.key()), partitions, SOON, "a letter from each partition of " + topic);
            // When it was written, not when this test had come to read it.
            assertThat(found)
                    .allSatisfy(letter -> assertThat(Duration.ofMillis(letter.timestamp() - produced))
                            .as("until it lies in the dead letters")
                            .isLessThan(Duration.ofSeconds(3)));
            assertThat(found).hasSize(partitions);
            for (var letter : found) {
                assertThat(letter.value()).isEqualTo(broken.bytes());
                assertThat(Tap.header(letter, REASON)).isIn("invalid_event", "undecodable");
                assertThat(Tap.header(letter, SOURCE))
                        .isEqualTo(topic + "-" + letter.partition() + "@" + sent.get(letter.partition()));
            }
        }
        assertCallsAndMessagesGoOn();
    }

    @Test
    void whatOurServicesConsumeIsKnown() throws Exception {
        assertThat(consumed()).allSatisfy(topic -> assertThat(topic).startsWith("callvault."));
    }

    /** Several pairs, so that several partitions are asked. */
    private void assertCallsAndMessagesGoOn() {
        for (int pair = 0; pair < 5; pair++) {
            var ana = people.connect();
            var bo = people.connect();
            bo.chats().await(ana.chats().send(bo.address(), "after it").text("message"), SOON);
            var call = ana.calls().place(bo.address(), Media.AUDIO);
            bo.calls().awaitIncoming(call.id(), SOON);
            assertThat(call.end().type()).isEqualTo("ok");
        }
    }

    private static Set<String> consumed() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                RunningStandalone.shared().kafka()))) {
            var groups = admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .toList();
            var topics = new TreeSet<String>();
            for (var group : admin.describeConsumerGroups(groups).all().get().values()) {
                group.members()
                        .forEach(member -> member.assignment()
                                .topicPartitions()
                                .forEach(partition -> topics.add(partition.topic())));
            }
            return topics;
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        RunningStandalone.shared().kafka()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static Map<String, String> event(String type) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "/system-test",
                "ce_type", type,
                "ce_time", "2026-01-01T00:00:00Z",
                "content-type", "application/json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
