package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Blocklists;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages obey the blocklist that the topic of policies tells: Bert has blocked Anna, and she does not see it. */
@SuppressWarnings("NullAway.Init")
class BlockIT {
    private static Service.Setup setup;
    private static Service service;
    private static StandInNode node;

    private final Person anna = Person.somebody();
    private final Person annasPhone = anna.onAnotherDevice();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();
    private final Blocklists blocklists = new Blocklists(node, service);

    @BeforeAll
    static void start() {
        setup = new Service.Setup(TestStores.shared().newDatabase());
        service = setup.start();
        node = new StandInNode();
    }

    @AfterAll
    static void stop() {
        node.close();
        service.close();
    }

    @Test
    void aBlockedSenderIsAcknowledgedAndTheReceiverSeesOnlyThatSomethingCame() {
        Stream.of(anna, annasPhone, bert, bertsPhone).forEach(node::attach);
        ServerFrame.MsgAck before = node.say(anna, bert, "hello");
        blocklists.blocks(bert, anna);

        ServerFrame.MsgAck ack = node.say(anna, bert, "a secret");

        assertThat(ack.seq()).as("its place is kept").isEqualTo(before.seq() + 1);
        assertThat(node.await(annasPhone, ServerFrame.MsgIncoming.class, each -> each.seq() == 2)
                        .body())
                .as("her own devices see what she wrote")
                .isEqualTo("a secret");
        for (Person device : List.of(bert, bertsPhone)) {
            assertThat(node.await(device, ServerFrame.MsgIncoming.class, each -> each.seq() == 2))
                    .isEqualTo(new ServerFrame.MsgIncoming(
                            ack.message(),
                            ack.conversation(),
                            2,
                            anna.address(),
                            bert.address(),
                            ack.clientId(),
                            MessageKind.HIDDEN,
                            null,
                            List.of(),
                            null,
                            null,
                            null,
                            ack.at()));
            assertThat(node.received(device).toString()).doesNotContain("secret");
        }
        String path = "/api/conversations/" + ack.conversation() + "/messages";
        assertThat(service.get(bert, path).body().toString())
                .contains("hello", "\"hidden\"")
                .doesNotContain("secret");
        assertThat(service.get(bert, "/api/conversations").body().toString()).doesNotContain("secret");
        assertThat(service.get(anna, path).body().toString())
                .contains("a secret")
                .doesNotContain("hidden");
        assertThat(service.get(anna, "/api/conversations").body().toString()).contains("a secret");
    }

    @Test
    void whatWasHiddenStaysHiddenAndARepeatSaysTheSame() {
        Stream.of(anna, bert).forEach(node::attach);
        blocklists.blocks(bert, anna);
        ClientFrame.MsgSend frame = StandInNode.text(bert, "while blocked", new ClientMessageId(UUID.randomUUID()));
        node.send(anna, frame);
        ServerFrame.MsgAck first = node.await(anna, ServerFrame.MsgAck.class);
        blocklists.blocks(bert);

        node.send(anna, frame);
        node.settle(anna, bert);
        assertThat(node.received(anna, ServerFrame.MsgAck.class)).containsOnly(first);
        assertThat(node.awaitMany(bert, ServerFrame.MsgIncoming.class, each -> true, 2))
                .extracting(ServerFrame.MsgIncoming::kind)
                .containsOnly(MessageKind.HIDDEN);

        node.say(anna, bert, "after it");
        assertThat(node.await(bert, ServerFrame.MsgIncoming.class, each -> each.seq() == 2)
                        .body())
                .isEqualTo("after it");
        assertThat(service.get(bert, "/api/conversations/" + first.conversation() + "/messages")
                        .body()
                        .toString())
                .contains("after it")
                .doesNotContain("while blocked");
    }

    /** She may mend what she wrote; to him neither it nor what is done to it was ever there, also when she is no longer blocked. */
    @Test
    void whatIsDoneToAHiddenMessageIsHidden() {
        Stream.of(anna, bert).forEach(node::attach);
        blocklists.blocks(bert, anna);
        ServerFrame.MsgAck said = node.say(anna, bert, "while blocked");
        blocklists.blocks(bert);

        node.send(
                anna,
                new ClientFrame.MsgEdit(
                        "edit", bert.address(), new ClientMessageId(UUID.randomUUID()), said.message(), "mended"));

        assertThat(node.await(bert, ServerFrame.MsgIncoming.class, each -> each.seq() == 2))
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(MessageKind.HIDDEN);
                    assertThat(change.body()).isNull();
                });
        assertThat(service.get(bert, "/api/conversations/" + said.conversation() + "/messages")
                        .body()
                        .toString())
                .doesNotContain("mended");
    }

    /** She gets her answers, and the ticks that his devices give; he is not told what she does. */
    @Test
    void receiptsAndTypingOfTheBlockedGoNowhereAndShowNothingToThem() {
        Stream.of(anna, annasPhone, bert, bertsPhone).forEach(node::attach);
        ServerFrame.MsgAck his = node.say(bert, anna, "before");
        blocklists.blocks(bert, anna);
        node.forget();

        node.send(anna, new ClientFrame.MsgTyping("typing", bert.address(), true));
        node.send(anna, new ClientFrame.MsgRead("read", his.conversation(), bert.address(), his.seq(), null));
        assertThat(node.await(anna, ServerFrame.Ok.class, ok -> "typing".equals(ok.re())))
                .isNotNull();
        node.await(anna, ServerFrame.Ok.class, ok -> "read".equals(ok.re()));
        node.await(annasPhone, ServerFrame.MsgRead.class);
        node.settle(anna, bert);
        assertThat(node.received(bert)).isEmpty();
        assertThat(node.received(bertsPhone)).isEmpty();

        ServerFrame.MsgAck hers = node.say(anna, bert, "hidden");
        node.send(bert, new ClientFrame.MsgDelivered(null, hers.conversation(), anna.address(), hers.seq()));
        assertThat(node.await(anna, ServerFrame.MsgDelivered.class).upTo()).isEqualTo(hers.seq());
        node.send(bert, new ClientFrame.MsgTyping(null, anna.address(), true));
        assertThat(node.await(anna, ServerFrame.MsgTyping.class).on()).isTrue();
    }

    /** Only one way: who has blocked somebody may still write to them. */
    @Test
    void whoBlocksIsNotBlocked() {
        Stream.of(anna, bert).forEach(node::attach);
        blocklists.blocks(bert, anna);
        node.say(bert, anna, "leave me alone");
        assertThat(node.await(anna, ServerFrame.MsgIncoming.class).body()).isEqualTo("leave me alone");
    }

    @Test
    void theEventSaysThatItIsHidden() {
        blocklists.blocks(bert, anna);
        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            node.attach(anna);
            ServerFrame.MsgAck ack = node.say(anna, bert, "no push for this");
            assertThat(events.await(event -> event.conversation().equals(ack.conversation()), 1))
                    .singleElement()
                    .satisfies(event -> assertThat(((ChatEvent.Stored) event.data()).hidden())
                            .isTrue());
        }
    }

    /** Redelivered, or read again from the beginning: the newest counts. */
    @Test
    void anOlderPolicyChangesNothing() {
        Person carl = Person.somebody();
        ProducerRecord<String, byte[]> old = blocklists.policy(bert, List.of(carl.address()));
        node.write(old);
        blocklists.awaitBlocked(bert, carl.address());
        blocklists.blocks(bert, anna);
        double repeats = service.count("callvault.messaging.policies", "outcome", "repeat");
        node.write(old);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.count("callvault.messaging.policies", "outcome", "repeat") > repeats);
        assertThat(blocklists.blocked(bert)).containsExactly(anna.address().value());
    }

    @Test
    void everyInstanceKnowsAndAlsoAfterARestart() {
        blocklists.blocks(bert, anna);
        // Another instance on the same database, as after a restart: it reads nothing again and knows all the same.
        try (Service other = setup.start()) {
            node.attach(anna);
            node.attach(bert);
            node.say(anna, bert, "a secret");
            assertThat(node.await(bert, ServerFrame.MsgIncoming.class).kind()).isEqualTo(MessageKind.HIDDEN);
            assertThat(other.get(bert, "/api/conversations").body().toString()).doesNotContain("secret");
        }
    }

    @Test
    void whatIsNoPolicyGoesToTheDeadLettersAndTheNextIsTaken() {
        double before = service.count("callvault.dead.letters");
        node.write(new ProducerRecord<>(Topics.POLICIES, bert.address().value(), new byte[] {'{'}));
        blocklists.blocks(bert, anna);
        await().atMost(Duration.ofSeconds(30)).until(() -> service.count("callvault.dead.letters") > before);
    }
}
