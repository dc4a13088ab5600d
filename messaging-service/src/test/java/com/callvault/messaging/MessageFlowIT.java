package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.deadletter.DeadLetters;
import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.MessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Running;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message from the commands' topic to the devices, on real stores. */
class MessageFlowIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    private final Person anna = Person.somebody();
    private final Person annasPhone = anna.onAnotherDevice();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();

    @Test
    void reachesEveryDeviceOfBothExceptTheSending() {
        List.of(anna, annasPhone, bert, bertsPhone).forEach(running.node()::attach);

        ServerFrame.MsgAck ack = running.node().say(anna, bert, "hello");

        assertThat(ack.seq()).isEqualTo(1);
        assertThat(ack.conversation()).isEqualTo(anna.with(bert));
        for (Person device : List.of(annasPhone, bert, bertsPhone)) {
            assertThat(running.node().await(device, ServerFrame.MsgIncoming.class))
                    .isEqualTo(new ServerFrame.MsgIncoming(
                            ack.message(),
                            ack.conversation(),
                            1,
                            anna.address(),
                            bert.address(),
                            ack.clientId(),
                            MessageKind.TEXT,
                            "hello",
                            List.of(),
                            null,
                            null,
                            null,
                            ack.at()));
        }
        running.node().settle(anna, bert);
        assertThat(running.node().received(anna, ServerFrame.MsgIncoming.class)).isEmpty();
    }

    @Test
    void isKeptForWhoIsAway() {
        running.node().attach(anna);
        running.node().say(anna, bert, "are you there?");

        Service.Answer heads = running.service().get(bert, "/api/conversations");

        assertThat(heads.body().at("/conversations/0/last/body").stringValue()).isEqualTo("are you there?");
    }

    @Test
    void tellsAnEventWithoutTheText() {
        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            ServerFrame.MsgAck ack = running.node().say(anna, bert, "a secret");

            var stored = events.awaitRecords(
                            each -> String.valueOf(each.key())
                                    .equals(ack.conversation().value()),
                            1)
                    .getFirst();
            assertThat(new String(stored.value(), StandardCharsets.UTF_8)).doesNotContain("secret");
            assertThat(events.await(event -> event.conversation().equals(ack.conversation()), 1))
                    .singleElement()
                    .satisfies(event -> assertThat(event.data())
                            .isEqualTo(new ChatEvent.Stored(
                                    ack.conversation(),
                                    ack.message(),
                                    1,
                                    anna.address(),
                                    bert.address(),
                                    MessageKind.TEXT,
                                    List.of(),
                                    "a secret".length(),
                                    ack.at(),
                                    null,
                                    null)));
        }
    }

    @Test
    void aRepeatGetsTheSameAnswerAndStoresNothing() {
        running.node().attach(bert);
        ClientFrame.MsgSend frame = StandInNode.text(bert, "once");
        running.node().send(anna, frame);
        ServerFrame.MsgAck first = running.node().await(anna, ServerFrame.MsgAck.class);
        running.node().say(anna, bert, "something else");

        running.node().send(anna, frame);

        List<ServerFrame.MsgAck> acks = running.node()
                .awaitMany(anna, ServerFrame.MsgAck.class, ack -> ack.clientId().equals(frame.clientId()), 2);
        assertThat(acks).containsExactly(first, first);
        assertThat(stored(anna, bert)).isEqualTo(2);
        assertThat(running.node().awaitMany(bert, ServerFrame.MsgIncoming.class, incoming -> incoming.seq() == 1, 2))
                .as("told again, the same")
                .satisfies(told -> assertThat(told.getFirst()).isEqualTo(told.getLast()));
    }

    @Test
    void aRepeatWithinTheSameBatchIsOneMessage() {
        ClientFrame.MsgSend frame = StandInNode.text(bert, "twice at once");
        running.node().send(anna, frame);
        running.node().send(anna, frame);

        List<ServerFrame.MsgAck> acks = running.node().awaitMany(anna, ServerFrame.MsgAck.class, ack -> true, 2);

        assertThat(acks.getFirst()).isEqualTo(acks.getLast());
        assertThat(stored(anna, bert)).isEqualTo(1);
    }

    @Test
    void otherContentUnderTheSameClientIdIsRefused() {
        ServerFrame.MsgAck ack = running.node().say(anna, bert, "first");

        running.node().send(anna, StandInNode.text(bert, "second", ack.clientId()));

        assertThat(running.node().await(anna, ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.CLIENT_ID_REUSED);
        assertThat(stored(anna, bert)).isEqualTo(1);
    }

    @Test
    void bothMayUseTheSameClientId() {
        ClientMessageId same = new ClientMessageId(UUID.randomUUID());
        running.node().send(anna, StandInNode.text(bert, "from Anna", same));
        running.node().send(bert, StandInNode.text(anna, "from Bert", same));

        assertThat(running.node().await(anna, ServerFrame.MsgAck.class).seq()
                        + running.node().await(bert, ServerFrame.MsgAck.class).seq())
                .isEqualTo(3);
    }

    @Test
    void anAnswerNamesTheMessageThatItAnswers() {
        running.node().attach(anna);
        ServerFrame.MsgAck question = running.node().say(anna, bert, "when?");

        running.node().send(bert, reply(anna, question.message()));

        assertThat(running.node().await(anna, ServerFrame.MsgIncoming.class).replyTo())
                .isEqualTo(question.message());
        Service.Answer page =
                running.service().get(anna, "/api/conversations/" + question.conversation() + "/messages?after=1");
        assertThat(page.body().at("/messages/0/replyTo").stringValue())
                .isEqualTo(question.message().toString());
    }

    static Stream<Arguments> refusals() {
        Person sender = Person.somebody();
        Person peer = Person.somebody();
        var conversation = sender.with(peer);
        return Stream.of(
                Arguments.of("to oneself", sender, StandInNode.text(sender, "me"), ErrorCode.SELF_CALL),
                Arguments.of("empty", sender, StandInNode.text(peer, ""), ErrorCode.EMPTY_MESSAGE),
                Arguments.of(
                        "a byte too long",
                        sender,
                        StandInNode.text(peer, "ä".repeat(8192) + "x"),
                        ErrorCode.MESSAGE_TOO_LARGE),
                Arguments.of("with U+0000", sender, StandInNode.text(peer, "a\0b"), ErrorCode.MALFORMED),
                Arguments.of(
                        "an attachment that nobody uploaded",
                        sender,
                        new ClientFrame.MsgSend(
                                "r", peer.address(), clientId(), MessageKind.IMAGE, "", List.of("file"), null),
                        ErrorCode.BAD_ATTACHMENT),
                Arguments.of(
                        "an answer to a message of another conversation",
                        sender,
                        reply(peer, MessageIds.of(peer.with(Person.somebody()), 1)),
                        ErrorCode.NO_SUCH_MESSAGE),
                Arguments.of(
                        "an answer to what is not there yet",
                        sender,
                        reply(peer, MessageIds.of(conversation, 99)),
                        ErrorCode.NO_SUCH_MESSAGE),
                Arguments.of(
                        "delivered in another conversation",
                        sender,
                        new ClientFrame.MsgDelivered("r", peer.with(Person.somebody()), peer.address(), 1L),
                        ErrorCode.NOT_A_MEMBER),
                Arguments.of(
                        "read above the end",
                        sender,
                        new ClientFrame.MsgRead("r", conversation, peer.address(), 100L, null),
                        ErrorCode.BAD_STATE),
                Arguments.of(
                        "read where nothing was ever said",
                        peer,
                        new ClientFrame.MsgRead("r", peer.with(peer.onAnotherDevice()), sender.address(), 1L, null),
                        ErrorCode.NOT_A_MEMBER),
                Arguments.of(
                        "typing to oneself",
                        sender,
                        new ClientFrame.MsgTyping("r", sender.address(), true),
                        ErrorCode.SELF_CALL));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("refusals")
    void whatIsWrongGetsItsErrorAndHurtsNobody(
            String what, Person sender, ClientFrame.ChatFrame frame, ErrorCode code) {
        Person device = sender.onAnotherDevice();
        running.node().attach(bert);
        running.node().send(anna, StandInNode.text(bert, "before"));
        running.node().send(device, frame);
        running.node().send(anna, StandInNode.text(bert, "after"));

        ServerFrame.Refused refused = running.node().await(device, ServerFrame.Refused.class);

        assertThat(refused.code()).as(what).isEqualTo(code);
        assertThat(refused.re()).isEqualTo(frame.id());
        assertThat(running.node().awaitMany(bert, ServerFrame.MsgIncoming.class, incoming -> true, 2))
                .extracting(ServerFrame.MsgIncoming::body)
                .containsExactly("before", "after");
        assertThat(running.service().count("callvault.messages.errors", "code", code.wire()))
                .isPositive();
    }

    @Test
    void aBodyOfExactlyTheLimitIsStored() {
        String body = "ä".repeat(8192);
        ServerFrame.MsgAck ack = running.node().say(anna, bert, body);

        Service.Answer page = running.service().get(bert, "/api/conversations/" + ack.conversation() + "/messages");

        assertThat(page.body().at("/messages/0/body").stringValue()).isEqualTo(body);
    }

    @Test
    void aBrokenRecordGoesToTheDeadLettersAndTheRestGoesOn() {
        running.node().attach(bert);
        ClientFrame.MsgSend before = StandInNode.text(bert, "before");
        ClientFrame.MsgSend after = StandInNode.text(bert, "after");
        String key = anna.with(bert).value();
        try (EventTail deadLetters = EventTail.of(Topics.deadLetter(Topics.CHAT_COMMANDS))) {
            running.node().send(anna, before);
            running.node()
                    .write(new ProducerRecord<>(
                            Topics.CHAT_COMMANDS, key, "{nothing".getBytes(StandardCharsets.UTF_8)));
            ProducerRecord<String, byte[]> wrongData = running.node().command(anna, StandInNode.text(bert, "x"));
            running.node()
                    .write(new ProducerRecord<>(
                            Topics.CHAT_COMMANDS,
                            null,
                            key,
                            "{\"type\":\"com.callvault.chat.command.v1\"}".getBytes(StandardCharsets.UTF_8),
                            wrongData.headers()));
            running.node().write(new ProducerRecord<>(Topics.CHAT_COMMANDS, key, null));
            running.node().send(anna, after);

            running.node()
                    .await(anna, ServerFrame.MsgAck.class, ack -> ack.clientId().equals(after.clientId()));

            assertThat(deadLetters.awaitRecords(each -> key.equals(each.key()), 3))
                    .allSatisfy(each -> assertThat(each.headers().lastHeader(DeadLetters.REASON))
                            .isNotNull());
            assertThat(stored(anna, bert)).isEqualTo(2);
            running.node().settle(anna, bert);
            assertThat(running.node().received(bert, ServerFrame.MsgIncoming.class))
                    .extracting(ServerFrame.MsgIncoming::body)
                    .containsExactly("before", "after");
        }
    }

    @Test
    void whatTheStoreRefusesAgainstAllRulesHurtsNobodyElse() {
        running.node().attach(bert);
        running.service()
                .database()
                .sql("alter table messaging.message add constraint test check (body <> 'refused by the test')")
                .update();
        try (EventTail deadLetters = EventTail.of(Topics.deadLetter(Topics.CHAT_COMMANDS))) {
            Person sender = anna.onAnotherDevice();
            running.node().send(anna, StandInNode.text(bert, "before"));
            running.node().send(sender, StandInNode.text(bert, "refused by the test"));
            running.node().send(anna, StandInNode.text(bert, "after"));

            assertThat(running.node().awaitMany(bert, ServerFrame.MsgIncoming.class, each -> true, 2))
                    .extracting(ServerFrame.MsgIncoming::body)
                    .contains("before", "after");
            assertThat(running.node().await(sender, ServerFrame.Refused.class).code())
                    .isEqualTo(ErrorCode.INTERNAL);
            assertThat(deadLetters.awaitRecords(each -> anna.with(bert).value().equals(each.key()), 1))
                    .hasSize(1);
            assertThat(stored(anna, bert)).isEqualTo(2);
        } finally {
            running.service()
                    .database()
                    .sql("alter table messaging.message drop constraint test")
                    .update();
        }
    }

    @Test
    void operatorsSeeThePipeline() {
        running.node().say(anna, bert, "hello");

        String metrics = running.service().prometheus();

        assertThat(metrics)
                .contains(
                        "callvault_messages_stored_total",
                        "callvault_messages_duplicates_total",
                        "callvault_messages_deliveries_total{outcome=\"delivered\"",
                        "callvault_messages_deliveries_total{outcome=\"dead_route\"",
                        "callvault_messages_deliveries_total{outcome=\"dropped\"",
                        "callvault_messages_stored_latency_seconds_bucket",
                        "callvault_messages_published_latency_seconds_bucket",
                        "callvault_messages_resyncs_total",
                        "callvault_messaging_batch_size_bucket",
                        "kafka_consumer_fetch_manager_records_lag_max");
    }

    @Test
    void aFloodThroughOneConversationKeepsItsOrder() {
        running.node().attach(bert);
        List<ClientFrame.MsgSend> frames = Stream.iterate(1, i -> i + 1)
                .limit(300)
                .map(i -> StandInNode.text(bert, "no. " + i))
                .toList();
        frames.forEach(frame -> running.node().send(anna, frame));

        List<ServerFrame.MsgIncoming> arrived =
                running.node().awaitMany(bert, ServerFrame.MsgIncoming.class, incoming -> true, 300);

        assertThat(arrived)
                .extracting(ServerFrame.MsgIncoming::clientId)
                .containsExactlyElementsOf(
                        frames.stream().map(ClientFrame.MsgSend::clientId).toList());
        assertThat(arrived.getLast().seq()).isEqualTo(300);
    }

    @Test
    void routesOfADeadNodeAreSkipped() {
        Person gone = bert.onAnotherDevice();
        try (StandInNode dead = new StandInNode()) {
            dead.attach(gone);
        }
        running.node().attach(bert);
        double before = running.service().count("callvault.messages.deliveries", "outcome", "dead_route");

        running.node().say(anna, bert, "who is left?");

        assertThat(running.node().await(bert, ServerFrame.MsgIncoming.class).body())
                .isEqualTo("who is left?");
        await().untilAsserted(() -> assertThat(
                        running.service().count("callvault.messages.deliveries", "outcome", "dead_route"))
                .isGreaterThan(before));
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }

    private static ClientFrame.MsgSend reply(Person to, @Nullable MessageId replyTo) {
        return new ClientFrame.MsgSend("r", to.address(), clientId(), MessageKind.TEXT, "an answer", null, replyTo);
    }

    private static long stored(Person one, Person other) {
        return running.service()
                .database()
                .sql("""
                        select count(*) from messaging.message
                        join messaging.conversation on conversation.key = message.conversation
                        where conversation.id = ?
                        """)
                .param(one.with(other).value())
                .query(Long.class)
                .single();
    }
}
