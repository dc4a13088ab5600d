package com.callvault.common.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Sets broken records aside and waits for everything else. The framework's own handler is not used because it gives a whole
 * batch to the dead letters when a broken record in it is not named, logs what exceptions quote, and seeks, which costs half a
 * second per broken record.
 *
 * <p>Called on the consumer's thread, which waits here. What was not handled is kept by the container, with its partitions
 * paused, and delivered again in order.
 */
final class PatientErrorHandler implements CommonErrorHandler {
    private static final long FIRST_WAIT_MS = 100;
    /** Well below max.poll.interval.ms, and a rebalance waits for it. */
    private static final long LONGEST_WAIT_MS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(PatientErrorHandler.class);

    private final DeadLetters letters;
    private final MeterRegistry meters;
    private final Map<TopicPartition, Failure> failures = new ConcurrentHashMap<>();

    PatientErrorHandler(DeadLetters letters, MeterRegistry meters) {
        this.letters = letters;
        this.meters = meters;
    }

    private record Failure(long offset, long waitMs) {}

    @Override
    public boolean seeksAfterHandling() {
        return false;
    }

    @Override
    public boolean handleOne(
            Exception thrown,
            ConsumerRecord<?, ?> failed,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        return setAside(failed, thrown, container);
    }

    @Override
    public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(
            Exception thrown,
            ConsumerRecords<?, ?> batch,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        List<ConsumerRecord<K, V>> records = list(batch);
        int failed = failed(thrown, records);
        if (failed < 0) {
            again(records.getFirst(), thrown, container);
            failed = 0;
        } else if (setAside(records.get(failed), thrown, container)) {
            failed++;
        }
        Map<TopicPartition, List<ConsumerRecord<K, V>>> remaining = new LinkedHashMap<>();
        for (ConsumerRecord<K, V> left : records.subList(failed, records.size())) {
            remaining.computeIfAbsent(partition(left), any -> new ArrayList<>()).add(left);
        }
        return new ConsumerRecords<>(remaining, Map.of());
    }

    /** Reached only when a commit failed: the partition has another owner, or will be read again from what is committed. */
    @Override
    public void handleRemaining(
            Exception thrown,
            List<ConsumerRecord<?, ?>> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        readAgain(thrown, records, consumer);
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> batch,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        readAgain(thrown, list(batch), consumer);
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        log.warn("A consumer of {} goes on after {}", container.getListenerId(), Poison.root(thrown));
        pause(container, FIRST_WAIT_MS);
    }

    /** Whether the record is done with: written to the dead letters. Otherwise this thread has waited a little. */
    private boolean setAside(ConsumerRecord<?, ?> failed, Exception thrown, MessageListenerContainer container) {
        String reason = Poison.reason(thrown);
        if (reason == null) {
            again(failed, thrown, container);
            return false;
        }
        try {
            letters.write(failed, reason);
            failures.remove(partition(failed));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            again(failed, e, container);
            return false;
        }
    }

    private void again(ConsumerRecord<?, ?> failed, Exception thrown, MessageListenerContainer container) {
        Failure failure = failures.compute(
                partition(failed),
                (partition, last) -> new Failure(
                        failed.offset(),
                        last == null || last.offset != failed.offset()
                                ? FIRST_WAIT_MS
                                : Math.min(2 * last.waitMs, LONGEST_WAIT_MS)));
        meters.counter("callvault.record.retries", "topic", failed.topic()).increment();
        log.warn(
                "{}@{} is tried again in {} ms: {}",
                partition(failed),
                failed.offset(),
                failure.waitMs,
                Poison.root(thrown));
        pause(container, failure.waitMs);
    }

    /** Ends early when the container stops. */
    private static void pause(MessageListenerContainer container, long ms) {
        try {
            ListenerUtils.stoppableSleep(container, ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where in the batch the failed record is; negative when nobody says. */
    private static int failed(Throwable thrown, List<? extends ConsumerRecord<?, ?>> records) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof BatchListenerFailedException known) {
                @Nullable ConsumerRecord<?, ?> named = known.getRecord();
                int index = named == null ? known.getIndex() : records.indexOf(named);
                return index < records.size() ? index : -1;
            }
        }
        return records.size() == 1 ? 0 : -1;
    }

    private static void readAgain(
            Exception thrown, List<? extends ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> first = new LinkedHashMap<>();
        records.forEach(left -> first.putIfAbsent(partition(left), left.offset()));
        first.keySet().retainAll(consumer.assignment());
        first.forEach(consumer::seek);
        throw new KafkaException("A commit failed; its records are read again", KafkaException.Level.DEBUG, thrown);
    }

    @SuppressWarnings("unchecked")
    private static <K, V> List<ConsumerRecord<K, V>> list(ConsumerRecords<?, ?> batch) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>(batch.count());
        batch.forEach(any -> records.add((ConsumerRecord<K, V>) any));
        return records;
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> any) {
        return new TopicPartition(any.topic(), any.partition());
    }
}
