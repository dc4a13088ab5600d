package com.callvault.messaging.testing;

import static org.assertj.core.api.Assertions.fail;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.infra.embedded.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is written to a topic from now on. Belongs to one thread. */
public final class EventTail implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestStores.shared().kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private EventTail(String topic) {
        List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The end is looked up lazily, and what comes in between would be missed.
        partitions.forEach(consumer::position);
    }

    public static EventTail of(String topic) {
        return new EventTail(topic);
    }

    public List<ConsumerRecord<String, byte[]>> awaitRecords(
            Predicate<ConsumerRecord<String, byte[]>> which, int count) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            List<ConsumerRecord<String, byte[]>> found =
                    records.stream().filter(which).toList();
            if (found.size() >= count) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                return fail("%d of %d records came, %d of any kind", found.size(), count, records.size());
            }
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
    }

    /** Waits until so many such events have come, repeats counted. */
    public List<EventCodec.Received<ChatEvent>> await(Predicate<ChatEvent> which, int count) {
        return awaitRecords(
                        each -> which.test(
                                EventCodec.decode(each, ChatEvent.class).data()),
                        count)
                .stream()
                .map(each -> EventCodec.decode(each, ChatEvent.class))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
