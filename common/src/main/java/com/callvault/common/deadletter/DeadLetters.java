package com.callvault.common.deadletter;

import com.callvault.common.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Makes the error handler of our consumers. A record that {@link Poison} recognizes is copied to the same partition of its
 * topic's {@code .dlt}, with the reason in the headers {@value #REASON} and {@value #SOURCE} (words of ours only), and counted
 * in {@code callvault.dead.letters{topic,reason}}. Anything else is a store or a broker that is away, or a bug: the partition
 * tries again for ever, after 0.1 s up to 5 s, counted in {@code callvault.record.retries{topic}}.
 *
 * <p>A record listener throws what it caught. A batch listener must say which record failed, by
 * {@link org.springframework.kafka.listener.BatchListenerFailedException}: what came before that record counts as done.
 * Without it the whole batch is tried again, since nobody could tell which record is broken.
 */
public final class DeadLetters {
    public static final String REASON = "callvault-dead-letter-reason";
    public static final String SOURCE = "callvault-dead-letter-source";

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    /** Well below max.poll.interval.ms: the consumer's thread waits here, and must not be taken for dead. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaOperations<String, byte[]> kafka;
    private final MeterRegistry meters;

    /** @param kafka writes the dead letters; a letter that it cannot write leaves its record where it is, to be tried again */
    public DeadLetters(KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /** A new handler: each container needs its own. */
    public CommonErrorHandler errorHandler() {
        DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(
                kafka, (message, e) -> new TopicPartition(Topics.deadLetter(message.topic()), message.partition()));
        recoverer.setExceptionHeadersCreator((headers, e, isKey, names) -> {});
        recoverer.setHeadersFunction(DeadLetters::headers);
        ExponentialBackOff patience = new ExponentialBackOff(FIRST_WAIT.toMillis(), 2);
        patience.setMaxInterval(LONGEST_WAIT.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, patience);
        // The framework's own list of fatal exceptions has ClassCastException on it, which would be a bug of ours.
        handler.setClassifications(Map.of(), true);
        BackOff never = new FixedBackOff(0, 0);
        handler.setBackOffFunction((message, e) -> Poison.reason(e) == null ? patience : never);
        handler.setRetryListeners(new Counted());
        // The framework would log causes, and a decoder's cause may quote what somebody wrote.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    private static Headers headers(ConsumerRecord<?, ?> message, Exception e) {
        String source = message.topic() + "-" + message.partition() + "@" + message.offset();
        return new RecordHeaders()
                .add(REASON, String.valueOf(Poison.reason(e)).getBytes(StandardCharsets.UTF_8))
                .add(SOURCE, source.getBytes(StandardCharsets.UTF_8));
    }

    private final class Counted implements RetryListener {
        @Override
        public void failedDelivery(ConsumerRecord<?, ?> message, @Nullable Exception e, int attempt) {
            if (Poison.reason(e) == null) {
                retried(message.topic(), message.partition(), message.offset(), e);
            }
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> messages, Exception e, int attempt) {
            ConsumerRecord<?, ?> first = messages.iterator().next();
            retried(first.topic(), first.partition(), first.offset(), e);
        }

        @Override
        public void recovered(ConsumerRecord<?, ?> message, @Nullable Exception e) {
            String reason = String.valueOf(Poison.reason(e));
            meters.counter("callvault.dead.letters", "topic", message.topic(), "reason", reason)
                    .increment();
            log.warn("Dead letter {}-{}@{}: {}", message.topic(), message.partition(), message.offset(), reason);
        }

        @Override
        public void recoveryFailed(ConsumerRecord<?, ?> message, @Nullable Exception original, Exception failure) {
            retried(message.topic(), message.partition(), message.offset(), failure);
        }

        private void retried(String topic, int partition, long offset, @Nullable Exception e) {
            meters.counter("callvault.record.retries", "topic", topic).increment();
            log.warn("{}-{}@{} is tried again: {}", topic, partition, offset, Poison.root(e));
        }
    }
}
