package com.callvault.gateway.command;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.id.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One topic of commands, written with {@code acks=all} by an idempotent producer of its own. Thread-safe. */
final class KafkaCommandLog implements CommandLog, AutoCloseable {
    private static final Duration REQUEST_WITHIN = Duration.ofSeconds(3);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final String topic;
    private final EventCodec codec;
    private final Producer<String, byte[]> producer;

    /**
     * @param common how Kafka is reached
     * @param linger how long a batch waits to be filled
     * @param within when a command that is not stored by then has failed
     * @param blockFor how long {@link #append} itself may wait
     */
    KafkaCommandLog(
            String topic,
            EventCodec codec,
            Map<String, Object> common,
            Duration linger,
            Duration within,
            Duration blockFor) {
        this.topic = topic;
        this.codec = codec;
        Map<String, Object> config = new HashMap<>(common);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                Math.min(REQUEST_WITHIN.toMillis(), within.minus(linger).toMillis()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, blockFor.toMillis());
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public CompletionStage<Void> append(ConversationId key, UUID id, Instant time, Command command) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        try {
            var unused = producer.send(codec.encode(topic, key.value(), id, time, command), (metadata, failure) -> {
                if (failure == null) {
                    stored.complete(null);
                } else {
                    stored.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            stored.completeExceptionally(e);
        }
        return stored;
    }

    /** Finds the topic's partitions, so that the first frame does not wait for it. */
    void warmUp() {
        producer.partitionsFor(topic);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
