package com.callvault.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaEventLogTest {
    private static final Address ANNA = new Address("call:5Au7bKAMnQDUo2kNLQ521MD9M3LGReBSsL4mqKcwkDYQ");
    private static final Address BERT = new Address("call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD");

    private final Broker broker = new Broker();
    private final KafkaEventLog log = new KafkaEventLog(broker);

    /** The broker takes nothing by itself; {@code flush} takes all but what the test refuses. */
    private static final class Broker extends MockProducer<String, byte[]> {
        private int taken;
        private int refusedFrom = Integer.MAX_VALUE;
        private boolean away;

        Broker() {
            super(false, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized void flush() {
            boolean more = true;
            while (more) {
                more = taken++ < refusedFrom ? completeNext() : errorNext(new TimeoutException("the broker is away"));
            }
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> event) {
            if (away) {
                throw new TimeoutException("no room");
            }
            return super.send(event);
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void nothingToConfirmAsksNobody() {
        broker.away = true;
        log.confirm();
    }

    @Test
    void whatWasAppendedIsThereOnceItIsConfirmed() {
        log.append(events(1, 3));
        log.append(events(4, 5));
        log.confirm();
        assertThat(written()).containsExactly(1L, 2L, 3L, 4L, 5L);

        log.confirm();
        assertThat(written()).hasSize(5);
    }

    @Test
    void whatTheBrokerDidNotTakeIsNotConfirmedAndGoesAgainInItsOrder() {
        log.append(events(1, 4));
        broker.refusedFrom = 2;
        assertThatThrownBy(log::confirm).isInstanceOf(KafkaException.class);

        broker.refusedFrom = Integer.MAX_VALUE;
        log.append(events(5, 5));
        log.confirm();
        assertThat(written()).endsWith(3L, 4L, 5L);
    }

    @Test
    void whatCannotEvenBeSentAgainIsNotForgotten() {
        log.append(events(1, 2));
        broker.refusedFrom = 0;
        broker.away = true;
        assertThatThrownBy(log::confirm).isInstanceOf(KafkaException.class);
        assertThatThrownBy(log::confirm).isInstanceOf(KafkaException.class);

        broker.away = false;
        assertThatThrownBy(log::confirm).isInstanceOf(KafkaException.class);
        broker.refusedFrom = Integer.MAX_VALUE;
        log.confirm();
        assertThat(written()).endsWith(1L, 2L);
    }

    private List<Long> written() {
        return broker.history().stream().map(ProducerRecord::timestamp).toList();
    }

    private static List<ChatEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(upTo ->
                        (ChatEvent) new ChatEvent.Read(ConversationId.between(ANNA, BERT), ANNA, upTo, upTo, null))
                .toList();
    }
}
