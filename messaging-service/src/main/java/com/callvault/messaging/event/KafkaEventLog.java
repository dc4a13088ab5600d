package com.callvault.messaging.event;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * {@link EventLog} on Kafka. A request costs the same with one event or a hundred and no person waits for events, so they
 * gather in the producer over its linger, or until they are to be confirmed.
 */
final class KafkaEventLog implements EventLog, AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec("/messaging-service");
    private final List<Sent> unconfirmed = new ArrayList<>();

    private record Sent(ProducerRecord<String, byte[]> event, Future<RecordMetadata> answer) {}

    KafkaEventLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public synchronized void append(List<ChatEvent> events) {
        for (ChatEvent event : events) {
            ProducerRecord<String, byte[]> encoded = codec.encode(
                    Topics.CHAT_EVENTS,
                    event.conversation().value(),
                    EventIds.of(event),
                    Instant.ofEpochMilli(event.at()),
                    event);
            unconfirmed.add(new Sent(encoded, producer.send(encoded)));
        }
    }

    @Override
    public synchronized void confirm() {
        if (unconfirmed.isEmpty()) {
            return;
        }
        int taken = 0;
        try {
            producer.flush();
            for (Sent each : unconfirmed) {
                each.answer().get();
                taken++;
            }
            unconfirmed.clear();
        } catch (ExecutionException e) {
            appendAgain(taken);
            throw new KafkaException("an event was not taken by the broker", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while events were on their way", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }

    /** Those behind the first that failed, too: then the last of each stand in their order. */
    private void appendAgain(int from) {
        List<Sent> left = List.copyOf(unconfirmed.subList(from, unconfirmed.size()));
        unconfirmed.clear();
        Future<RecordMetadata> refused = null;
        for (Sent each : left) {
            try {
                unconfirmed.add(new Sent(each.event(), refused != null ? refused : producer.send(each.event())));
            } catch (KafkaException e) {
                // Each would block as long as this one did.
                refused = CompletableFuture.failedFuture(e);
                unconfirmed.add(new Sent(each.event(), refused));
            }
        }
    }
}
