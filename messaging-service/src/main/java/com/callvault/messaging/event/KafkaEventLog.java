package com.callvault.messaging.event;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * {@link EventLog} on Kafka. The events of a batch wait in the producer until somebody awaits them (or its linger is over), so
 * that they leave in one request.
 */
final class KafkaEventLog implements EventLog {
    private final Producer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec("/messaging-service");

    KafkaEventLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public Pending append(List<ChatEvent> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (ChatEvent event : events) {
            sent.add(producer.send(codec.encode(
                    Topics.CHAT_EVENTS,
                    event.conversation().value(),
                    EventIds.of(event),
                    Instant.ofEpochMilli(event.at()),
                    event)));
        }
        return () -> await(sent);
    }

    private void await(List<Future<RecordMetadata>> sent) {
        if (sent.isEmpty()) {
            return;
        }
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new KafkaException("an event was not taken by the broker", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("stopped while events were on their way", e);
            }
        }
    }
}
