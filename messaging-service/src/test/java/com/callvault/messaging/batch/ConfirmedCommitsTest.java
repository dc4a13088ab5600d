package com.callvault.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmedCommitsTest {
    private static final TopicPartition PARTITION = new TopicPartition("commands", 0);
    private static final Map<TopicPartition, OffsetAndMetadata> DONE = Map.of(PARTITION, new OffsetAndMetadata(7));

    private final MockConsumer<String, byte[]> broker = new MockConsumer<>("earliest");

    @BeforeEach
    void assign() {
        broker.assign(List.of(PARTITION));
        broker.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void nothingIsCommittedThatIsNotConfirmed() {
        Consumer<String, byte[]> consumer = confirmedBy(() -> {
            throw new IllegalStateException("not there");
        });
        assertThatThrownBy(() -> consumer.commitSync(DONE)).hasMessage("not there");
        assertThatThrownBy(() -> consumer.commitAsync(DONE, null)).hasMessage("not there");
        assertThat(committed()).isNull();
    }

    @Test
    void whatIsConfirmedIsCommitted() {
        Consumer<String, byte[]> consumer =
                confirmedBy(() -> assertThat(committed()).isNull());
        consumer.commitSync(DONE);
        assertThat(committed()).isEqualTo(DONE.get(PARTITION));
    }

    @Test
    void whatTheConsumerThrowsIsThrown() {
        broker.close();
        assertThatThrownBy(() -> confirmedBy(() -> {}).commitSync(DONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private Consumer<String, byte[]> confirmedBy(Runnable confirm) {
        return new ConfirmedCommits(confirm).apply(broker);
    }

    private @Nullable OffsetAndMetadata committed() {
        return broker.committed(Set.of(PARTITION)).get(PARTITION);
    }
}
