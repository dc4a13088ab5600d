package com.callvault.chaos;

import com.callvault.client.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The records of the calls, as analysts read them. */
final class Records {

    static final String TOPIC = "callvault.calls.records";

    private Records() {}

    /**
     * Reads the topic from its beginning until each of these calls has one, or this time is over, and then to its end; each
     * record that stands there is written down, a repeat too.
     */
    static void read(String kafka, Set<String> calls, Duration within, History history) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var missing = new HashSet<>(calls);
            var until = System.nanoTime() + within.toNanos();
            while (!missing.isEmpty() && System.nanoTime() < until) {
                poll(consumer, calls, missing, history);
            }
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                poll(consumer, calls, missing, history);
            }
        }
    }

    private static void poll(
            KafkaConsumer<String, byte[]> consumer, Set<String> calls, Set<String> missing, History history) {
        for (var message : consumer.poll(Duration.ofMillis(200))) {
            if (calls.contains(message.key()) && message.value() != null) {
                var text = new String(message.value(), StandardCharsets.UTF_8);
                var data = Json.parse(text);
                history.add(new Seen.Recorded(
                        data.path("endedAt").longValue(0),
                        message.key(),
                        data.path("answeredAt").longValue(0),
                        data.path("reason").asString(""),
                        text));
                missing.remove(message.key());
            }
        }
    }
}
