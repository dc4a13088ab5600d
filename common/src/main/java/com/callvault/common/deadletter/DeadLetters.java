package com.callvault.common.deadletter;

import com.callvault.common.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;

/**
 * Writes dead letters, and makes the error handlers of our consumers, which decide what is one. A record that can never be
 * handled is copied to the same partition of its topic's {@code .dlt}, with the reason in the headers {@value #REASON} and
 * {@value #SOURCE} (words of ours only), and counted in {@code callvault.dead.letters{topic,reason}}; the partition goes on. It
 * is one when an {@code InvalidEventException} or a {@code WireException} that is not retryable comes out of the listener.
 * Anything else is a store or a broker that is away, or a bug: the partition tries again for ever, after 0.1 s up to 5 s,
 * counted in {@code callvault.record.retries{topic}}.
 *
 * <p>For consumers of {@code String} keys and {@code byte[]} values, which decode in the listener: a deserializer that throws
 * would stop the partition. For the ack modes {@code BATCH}, {@code TIME} and {@code RECORD}. A batch listener must say which record failed,
 * by {@link org.springframework.kafka.listener.BatchListenerFailedException}; what came before that record counts as done.
 * Without it the whole batch is tried again, since nobody could tell which record is broken.
 */
public final class DeadLetters {
    public static final String REASON = "callvault-dead-letter-reason";
    public static final String SOURCE = "callvault-dead-letter-source";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** Above the producer's own deadline, which tells more. */
    private static final long MOST_WAIT_SECONDS = 150;

    private final KafkaOperations<String, byte[]> kafka;
    private final MeterRegistry meters;

    /** @param kafka writes the letters; where it cannot, the record stays where it is and is tried again */
    public DeadLetters(KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /** Thread-safe: one handler serves all threads of a container. */
    public CommonErrorHandler errorHandler() {
        return new PatientErrorHandler(this, meters);
    }

    /**
     * Returns once the letter is written.
     *
     * @throws ExecutionException when it is not
     */
    void write(ConsumerRecord<?, ?> broken, String reason)
            throws ExecutionException, InterruptedException, TimeoutException {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                Topics.deadLetter(broken.topic()),
                broken.partition(),
                (String) broken.key(),
                (byte[]) broken.value(),
                broken.headers());
        String source = broken.topic() + "-" + broken.partition() + "@" + broken.offset();
        letter.headers()
                .remove(REASON)
                .add(REASON, reason.getBytes(StandardCharsets.UTF_8))
                .remove(SOURCE)
                .add(SOURCE, source.getBytes(StandardCharsets.UTF_8));
        kafka.send(letter).get(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
        meters.counter("callvault.dead.letters", "topic", broken.topic(), "reason", reason)
                .increment();
        log.warn("Dead letter {}: {}", source, reason);
    }
}
