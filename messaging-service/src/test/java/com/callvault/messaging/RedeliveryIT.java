package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.CrashPoints;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes twice, dies in between, or is handled by several at once. */
class RedeliveryIT {
    private final String database = TestStores.shared().newDatabase();
    private final StandInNode node = new StandInNode();
    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();

    @AfterEach
    void stop() {
        node.close();
    }

    private Service.Setup setup() {
        return new Service.Setup(database);
    }

    @Test
    void eightSendersThroughTwoInstancesLeaveNoHoleAndNoDouble() throws Exception {
        List<Person> people =
                IntStream.range(0, 5).mapToObj(i -> Person.somebody()).toList();
        Map<ConversationId, Set<ClientMessageId>> sent = new HashMap<>();
        AtomicInteger count = new AtomicInteger();
        try (Service one =
                        setup().with("callvault.messaging.batch.consumers", 2).start();
                Service two =
                        setup().with("callvault.messaging.batch.consumers", 2).start();
                ExecutorService senders = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int s = 0; s < 8; s++) {
                int sender = s;
                running.add(senders.submit(() -> {
                    Random random = new Random(sender);
                    for (int i = 0; i < 250; i++) {
                        Person from = people.get(random.nextInt(people.size()));
                        Person to = people.get(random.nextInt(people.size()));
                        if (from.equals(to)) {
                            continue;
                        }
                        ClientFrame.MsgSend frame = StandInNode.text(to, "from thread " + sender);
                        // Through any partition, so that both instances have the same conversations in their batches at
                        // the same time, as it happens when partitions move.
                        node.write(onPartition(random.nextInt(24), node.command(from, frame)));
                        if (random.nextInt(10) == 0) {
                            node.write(onPartition(random.nextInt(24), node.command(from, frame)));
                        }
                        count.incrementAndGet();
                        synchronized (sent) {
                            sent.computeIfAbsent(from.with(to), each -> new HashSet<>())
                                    .add(frame.clientId());
                        }
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            Set<ClientMessageId> acknowledged = new HashSet<>();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                people.forEach(person -> node.received(person, ServerFrame.MsgAck.class)
                        .forEach(ack -> acknowledged.add(ack.clientId())));
                assertThat(acknowledged).hasSize(count.get());
            });
            assertThat(one.count("callvault.messages.stored") + two.count("callvault.messages.stored"))
                    .isEqualTo(count.get());
            assertThat(one.count("callvault.messages.stored"))
                    .as("both took part")
                    .isPositive();
            assertThat(two.count("callvault.messages.stored"))
                    .as("both took part")
                    .isPositive();
            assertThat(one.count("callvault.record.retries", "topic", Topics.CHAT_COMMANDS)
                            + two.count("callvault.record.retries", "topic", Topics.CHAT_COMMANDS))
                    .as("nobody was a deadlock's victim")
                    .isZero();
            sent.forEach((conversation, ids) -> {
                List<Row> rows = rows(one, conversation);
                assertThat(rows.stream().map(Row::seq))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, ids.size())
                                .mapToObj(seq -> (long) seq)
                                .toList());
                assertThat(rows.stream().map(Row::clientId)).containsExactlyInAnyOrderElementsOf(ids);
                assertThat(rows.stream().map(Row::atMs)).isSorted();
            });
        }
    }

    @Test
    void everythingOnceMoreChangesNothingAndTellsTheSame() throws Exception {
        node.attach(anna);
        node.attach(bert);
        List<Row> before;
        List<ServerFrame.MsgAck> acks;
        List<ServerFrame.MsgIncoming> incoming;
        List<EventCodec.Received<ChatEvent>> events;
        try (Service service = setup().start();
                EventTail tail = EventTail.of(Topics.CHAT_EVENTS)) {
            for (int i = 0; i < 20; i++) {
                node.send(anna, StandInNode.text(bert, "no. " + i));
            }
            incoming = node.awaitMany(bert, ServerFrame.MsgIncoming.class, each -> true, 20);
            acks = node.awaitMany(anna, ServerFrame.MsgAck.class, each -> true, 20);
            node.send(bert, new ClientFrame.MsgRead("r", anna.with(bert), anna.address(), 20L, null));
            node.await(bert, ServerFrame.Ok.class);
            events = tail.await(each -> each.conversation().equals(anna.with(bert)), 21);
            before = rows(service, anna.with(bert));
        }
        rewind();
        node.forget();

        try (EventTail tail = EventTail.of(Topics.CHAT_EVENTS);
                Service service = setup().start()) {
            assertThat(node.awaitMany(anna, ServerFrame.MsgAck.class, each -> true, 20))
                    .isEqualTo(acks);
            assertThat(node.awaitMany(bert, ServerFrame.MsgIncoming.class, each -> true, 20))
                    .isEqualTo(incoming);
            assertThat(node.await(anna, ServerFrame.MsgRead.class).upTo()).isEqualTo(20);
            assertThat(tail.await(each -> each.conversation().equals(anna.with(bert)), 21))
                    .isEqualTo(events);
            assertThat(rows(service, anna.with(bert))).isEqualTo(before);
            assertThat(service.count("callvault.messages.duplicates")).isGreaterThanOrEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE_COMMIT", "AFTER_COMMIT", "BEFORE_DELIVERY", "AFTER_DELIVERY"})
    void aBatchThatDiesAnywhereIsRepeatedWithoutATrace(String where) throws Exception {
        AtomicInteger point = (AtomicInteger) CrashPoints.class.getField(where).get(null);
        node.attach(bert);
        try (Service service = setup().with(CrashPoints.class).start();
                EventTail tail = EventTail.of(Topics.CHAT_EVENTS)) {
            int through = CrashPoints.THROUGH.get();
            node.say(anna, bert, "before");
            // The answer comes while its batch is still on its way; it is the next that is to die.
            await().until(() -> CrashPoints.THROUGH.get() > through);
            Objects.requireNonNull(point).set(3);

            ServerFrame.MsgAck ack = node.say(anna, bert, "in the middle");

            assertThat(ack.seq()).isEqualTo(2);
            assertThat(node.await(bert, ServerFrame.MsgIncoming.class, each -> each.seq() == 2)
                            .body())
                    .isEqualTo("in the middle");
            assertThat(node.say(anna, bert, "after").seq()).isEqualTo(3);
            assertThat(tail.await(each -> each.conversation().equals(anna.with(bert)), 3))
                    .extracting(EventCodec.Received::id)
                    .contains(ack.message().value());
            assertThat(point).as("it died as often as it should").hasValue(0);
            assertThat(rows(service, anna.with(bert))).hasSize(3);
            assertThat(service.count("callvault.record.retries", "topic", Topics.CHAT_COMMANDS))
                    .isEqualTo(3);
        }
    }

    /** All that is stored of a message. */
    private record Row(long seq, long atMs, ClientMessageId clientId, String content, boolean fromLower, String body) {}

    private static List<Row> rows(Service service, ConversationId conversation) {
        return service.database()
                .sql("""
                        select message.* from messaging.message
                        join messaging.conversation on conversation.key = message.conversation
                        where conversation.id = ? order by seq
                        """)
                .param(conversation.value())
                .query((row, number) -> new Row(
                        row.getLong("seq"),
                        row.getLong("at_ms"),
                        ClientMessageId.parse(row.getString("client_id")),
                        row.getString("content"),
                        row.getBoolean("from_lower"),
                        row.getString("body")))
                .list();
    }

    private static ProducerRecord<String, byte[]> onPartition(int partition, ProducerRecord<String, byte[]> command) {
        return new ProducerRecord<>(
                command.topic(), partition, command.timestamp(), command.key(), command.value(), command.headers());
    }

    /** All partitions from the beginning, as if no offset had ever been committed. */
    private static void rewind() throws Exception {
        try (Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", TestStores.shared().kafkaBootstrap()))) {
            admin.alterConsumerGroupOffsets(
                            "messaging-service",
                            IntStream.range(0, Topics.PARTITIONS)
                                    .boxed()
                                    .collect(Collectors.toMap(
                                            partition -> new TopicPartition(Topics.CHAT_COMMANDS, partition),
                                            partition -> new OffsetAndMetadata(0))))
                    .all()
                    .get();
        }
    }
}
