package com.callvault.common.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.InvalidEventException;
import com.callvault.common.event.Topics;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.infra.embedded.TestStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/** Broken records and absent stores, on a real broker. */
class DeadLettersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITION = 2;

    /** How a listener takes its records. */
    enum Shape {
        RECORD(AckMode.RECORD),
        BATCH(AckMode.BATCH),
        BATCH_COMMITTED_NOW_AND_THEN(AckMode.TIME);

        private final AckMode mode;

        Shape(AckMode mode) {
            this.mode = mode;
        }
    }

    private final String topic = "dead-letters-" + UUID.randomUUID();
    private final String group = "group-" + topic;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DefaultKafkaProducerFactory<String, byte[]> producers = new DefaultKafkaProducerFactory<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    TestStores.shared().kafkaBootstrap(),
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    500),
            new StringSerializer(),
            new ByteArraySerializer());
    private final KafkaTemplate<String, byte[]> kafka = new KafkaTemplate<>(producers);
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final AtomicBoolean storeIsAway = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();

    private @Nullable KafkaMessageListenerContainer<String, byte[]> container;

    @BeforeEach
    void makeTopic() {
        TestStores.shared().createTopics(List.of(new NewTopic(topic, 3, (short) 1)));
    }

    @AfterEach
    void stop() {
        if (container != null) {
            container.stop();
        }
        producers.destroy();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRecordIsSetAsideAndThePartitionGoesOn(Shape shape) {
        makeDeadLetterTopic();
        send("one", "broken", "two", "refused", "broken", "three");
        listen(shape);
        await("three handled").atMost(PATIENCE).until(() -> handled.contains("three"));

        assertThat(handled).containsExactly("one", "two", "three");
        List<ConsumerRecord<String, byte[]>> letters = deadLetters(3);
        assertThat(letters).extracting(DeadLettersIT::text).containsExactly("broken", "refused", "broken");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.partition()).isEqualTo(PARTITION);
            assertThat(letter.key()).isEqualTo("key");
        });
        assertThat(header(letters.get(0), DeadLetters.REASON)).isEqualTo("invalid_event");
        assertThat(header(letters.get(1), DeadLetters.REASON)).isEqualTo("bad_address");
        assertThat(header(letters.get(1), DeadLetters.SOURCE)).isEqualTo(topic + "-" + PARTITION + "@3");
        assertThat(counted("callvault.dead.letters", "reason", "invalid_event")).isEqualTo(2);
        assertThat(counted("callvault.dead.letters", "reason", "bad_address")).isEqualTo(1);
        await("all six committed")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(committed()).isEqualTo(6));
    }

    /** What an exception says may quote the record; a header must not. */
    @ParameterizedTest
    @EnumSource
    void noHeaderQuotesWhatSomebodyWrote(Shape shape) {
        makeDeadLetterTopic();
        send("broken");
        listen(shape);
        ConsumerRecord<String, byte[]> letter = deadLetters(1).getFirst();
        List<String> names = new ArrayList<>();
        for (Header header : letter.headers()) {
            names.add(header.key());
            assertThat(new String(header.value(), StandardCharsets.UTF_8))
                    .as(header.key())
                    .doesNotContain("secret");
        }
        assertThat(names)
                .contains(DeadLetters.REASON, DeadLetters.SOURCE)
                .noneMatch(name -> name.contains("exception"));
    }

    @ParameterizedTest
    @EnumSource
    void whileAStoreIsAwayThePartitionWaitsAndNothingIsLost(Shape shape) {
        makeDeadLetterTopic();
        storeIsAway.set(true);
        send("one", "two", "three");
        listen(shape);
        await("tried several times").atMost(PATIENCE).until(() -> failures.get() >= 4);
        assertThat(handled).isEmpty();
        assertThat(committed()).as("nothing done, nothing committed").isZero();

        storeIsAway.set(false);
        await("three handled").atMost(PATIENCE).until(() -> handled.contains("three"));
        assertThat(handled).containsExactly("one", "two", "three");
        await("all committed")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(committed()).isEqualTo(3));
        assertThat(meters.find("callvault.dead.letters").counters()).isEmpty();
        assertThat(counted("callvault.record.retries", "topic", topic)).isGreaterThanOrEqualTo(3);
        assertThat(endOfDeadLetters()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRecordAfterAnAbsentStoreIsStillSetAside(Shape shape) {
        makeDeadLetterTopic();
        storeIsAway.set(true);
        send("broken", "one", "broken");
        listen(shape);
        // The second record needs the store; it fails until the store is back.
        await("tried several times").atMost(PATIENCE).until(() -> failures.get() >= 3);
        storeIsAway.set(false);
        assertThat(deadLetters(2)).extracting(DeadLettersIT::text).containsExactly("broken", "broken");
        assertThat(handled).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource
    void aLetterThatCannotBeWrittenLeavesTheRecordWhereItIs(Shape shape) {
        send("broken", "one");
        listen(shape);
        await("failed to write it")
                .atMost(PATIENCE)
                .until(() -> meters.find("callvault.record.retries").counter() != null);
        assertThat(handled).isEmpty();
        assertThat(committed()).isZero();

        makeDeadLetterTopic();
        assertThat(deadLetters(1)).extracting(DeadLettersIT::text).containsExactly("broken");
        await("one handled").atMost(PATIENCE).until(() -> handled.contains("one"));
        assertThat(counted("callvault.dead.letters", "reason", "invalid_event")).isEqualTo(1);
    }

    /** Half a second each would let one hostile client hold up a partition for minutes. */
    @ParameterizedTest
    @EnumSource
    void manyBrokenRecordsDoNotHoldUpThePartition(Shape shape) {
        makeDeadLetterTopic();
        send("one");
        listen(shape);
        await("one handled").atMost(PATIENCE).until(() -> handled.contains("one"));
        String[] broken = new String[40];
        Arrays.fill(broken, "broken");
        long start = System.nanoTime();
        send(broken);
        send("two");
        await("two handled").atMost(PATIENCE).until(() -> handled.contains("two"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(deadLetters(40)).hasSize(40);
    }

    /** To dead-letter the batch would lose "one", which is good. */
    @Test
    void aBatchThatDoesNotSayWhichRecordIsBrokenIsTriedAgain() {
        makeDeadLetterTopic();
        send("one", "broken");
        AtomicInteger tries = new AtomicInteger();
        start(AckMode.BATCH, (BatchMessageListener<String, byte[]>) batch -> {
            tries.incrementAndGet();
            throw new InvalidEventException("one of them");
        });
        await("tried several times").atMost(PATIENCE).until(() -> tries.get() >= 3);
        assertThat(committed()).isZero();
        assertThat(endOfDeadLetters()).isZero();
    }

    private void handle(ConsumerRecord<String, byte[]> message) {
        String text = text(message);
        switch (text) {
            case "broken" -> throw new InvalidEventException("no event", new IllegalStateException("secret"));
            case "refused" -> throw new WireException(ErrorCode.BAD_ADDRESS, "not an address: secret");
            default -> {
                if (storeIsAway.get()) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("the store is away");
                }
                handled.add(text);
            }
        }
    }

    private void listen(Shape shape) {
        start(
                shape.mode,
                switch (shape) {
                    case RECORD -> (MessageListener<String, byte[]>) this::handle;
                    case BATCH, BATCH_COMMITTED_NOW_AND_THEN ->
                        (BatchMessageListener<String, byte[]>) batch -> {
                            for (int i = 0; i < batch.size(); i++) {
                                try {
                                    handle(batch.get(i));
                                } catch (RuntimeException e) {
                                    throw new BatchListenerFailedException("record " + i, e, i);
                                }
                            }
                        };
                });
    }

    private void start(AckMode mode, Object listener) {
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setMessageListener(listener);
        properties.setAckMode(mode);
        properties.setAckTime(50);
        properties.setPollTimeout(200);
        container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        consumer("earliest"), new StringDeserializer(), new ByteArrayDeserializer()),
                properties);
        container.setCommonErrorHandler(new DeadLetters(kafka, meters).errorHandler());
        container.start();
    }

    private void makeDeadLetterTopic() {
        TestStores.shared().createTopics(List.of(new NewTopic(Topics.deadLetter(topic), 3, (short) 1)));
    }

    private void send(String... values) {
        for (String value : values) {
            kafka.send(new ProducerRecord<>(topic, PARTITION, "key", value.getBytes(StandardCharsets.UTF_8)))
                    .join();
        }
    }

    /** As many as are wanted; the wait fails when they do not come, and the assertion when more are there. */
    private List<ConsumerRecord<String, byte[]>> deadLetters(int wanted) {
        await(wanted + " dead letters").atMost(PATIENCE).until(() -> endOfDeadLetters() >= wanted);
        List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> reader = reader()) {
            TopicPartition partition = new TopicPartition(Topics.deadLetter(topic), PARTITION);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            await("read").atMost(PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(letters::add);
                return letters.size() >= wanted;
            });
        }
        return letters;
    }

    private long endOfDeadLetters() {
        TopicPartition partition = new TopicPartition(Topics.deadLetter(topic), PARTITION);
        try (KafkaConsumer<String, byte[]> reader = reader()) {
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private long committed() {
        TopicPartition partition = new TopicPartition(topic, PARTITION);
        try (KafkaConsumer<String, byte[]> reader = reader()) {
            OffsetAndMetadata offset = reader.committed(Set.of(partition)).get(partition);
            return offset == null ? 0 : offset.offset();
        }
    }

    private KafkaConsumer<String, byte[]> reader() {
        return new KafkaConsumer<>(consumer("none"), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumer(String reset) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStores.shared().kafkaBootstrap(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "consumer",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                reset);
    }

    private double counted(String name, String tag, String value) {
        Counter counter = meters.find(name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    private static String text(ConsumerRecord<String, byte[]> message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
