package com.callvault.system;

import com.callvault.client.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plain Kafka consumer that belongs to no group and reads a whole topic from its beginning. Not thread-safe. */
final class Tap implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    Tap(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until so many fit, and then to the end of what is there. */
    List<ConsumerRecord<String, byte[]>> await(
            Predicate<ConsumerRecord<String, byte[]>> which, int count, Duration patience, String what) {
        Awaitility.await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    poll();
                    return read.stream().filter(which).count() >= count;
                });
        var ends = consumer.endOffsets(partitions);
        Awaitility.await("the end of the topic")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    poll();
                    return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                });
        return read.stream().filter(which).toList();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
    }

    static JsonNode json(ConsumerRecord<String, byte[]> message) {
        return Json.parse(text(message));
    }

    static String text(ConsumerRecord<String, byte[]> message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }

    static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
