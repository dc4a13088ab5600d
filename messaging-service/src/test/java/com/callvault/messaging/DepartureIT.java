package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Blocklists;
import com.callvault.messaging.testing.CrashPoints;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Anna deletes her account: her words go everywhere, and whoever wrote with her is told. */
@SuppressWarnings("NullAway.Init")
class DepartureIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Service service;
    private static StandInNode node;
    private static Blocklists policies;

    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();
    private final String conversation = "/api/conversations/" + anna.with(bert);

    @BeforeAll
    static void start() {
        service = new Service.Setup(TestStores.shared().newDatabase())
                .with(CrashPoints.class)
                .withWordsAtOnce()
                .start();
        node = new StandInNode();
        policies = new Blocklists(node, service);
    }

    @AfterAll
    static void stop() {
        node.close();
        service.close();
    }

    @BeforeEach
    void connect() {
        node.attach(anna);
        node.attach(bert);
    }

    @Test
    void whatSheSaidIsGoneEverywhereAndTheOthersAreTold() {
        Person carla = Person.somebody();
        node.attach(carla);
        ServerFrame.MsgAck said = node.say(anna, bert, "my xylem");
        node.send(anna, new ClientFrame.MsgEdit("r", bert.address(), clientId(), said.message(), "my xylems"));
        ServerFrame.MsgAck his = node.say(bert, anna, "your xylol");
        node.send(anna, new ClientFrame.MsgReact("r", bert.address(), clientId(), his.message(), "👍"));
        node.say(anna, carla, "another xylem");
        node.send(anna, new ClientFrame.MsgDelivered("r", his.conversation(), bert.address(), his.seq()));
        node.settle(anna, bert);
        await("search has the words")
                .atMost(SOON)
                .until(() -> count("search_block where words @@ 'xyl:*'::tsquery") > 0);

        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            node.write(policies.departure(anna));
            ServerFrame.MsgIncoming left = left(bert);
            assertThat(left.seq()).isEqualTo(5);
            assertThat(left.from()).isEqualTo(anna.address());
            assertThat(left.body()).isNull();
            assertThat(left(carla).seq()).isEqualTo(2);
            assertThat(events.await(
                                    each -> each instanceof ChatEvent.Stored stored
                                            && stored.message().equals(left.message()),
                                    1)
                            .getFirst()
                            .data())
                    .isInstanceOfSatisfying(
                            ChatEvent.Stored.class,
                            stored -> assertThat(stored.kind()).isEqualTo(MessageKind.LEFT));
        }

        assertThat(bodies()).containsExactly("your xylol");
        assertThat(service.get(bert, "/api/search?q=xylem").body().get("found")).isEmpty();
        assertThat(service.get(bert, "/api/search?q=xyl").body().get("found")).hasSize(1);
        JsonNode messages = service.get(bert, conversation + "/messages").body().get("messages");
        assertThat(messages).hasSize(5);
        assertThat(messages.get(0).has("body")).isFalse();
        assertThat(messages.get(0).get("kind").stringValue()).isEqualTo("text");
        JsonNode head = head(bert);
        assertThat(head.get("left").booleanValue()).isTrue();
        assertThat(head.at("/last/kind").stringValue()).isEqualTo("left");
        assertThat(head.get("unread").intValue())
                .as("what she said, and not that she left")
                .isEqualTo(1);
        assertThat(of("device_watermark where by_lower = ", anna)).isZero();
    }

    @Test
    void nothingIsSaidToHerOrByHerAnyMoreAndARepeatHasItsAnswer() {
        ClientFrame.MsgSend earlier = StandInNode.text(anna, "hello");
        node.send(bert, earlier);
        ServerFrame.MsgAck first = node.await(bert, ServerFrame.MsgAck.class);
        node.write(policies.departure(anna));
        left(bert);

        Person stranger = Person.somebody();
        node.attach(stranger);
        for (Person sender : List.of(bert, stranger)) {
            node.send(sender, StandInNode.text(anna, "are you there?"));
            ServerFrame.Refused refused = node.await(sender, ServerFrame.Refused.class);
            assertThat(refused.code()).isEqualTo(ErrorCode.ACCOUNT_DELETED);
            assertThat(refused.retryable()).isFalse();
        }
        node.send(anna, StandInNode.text(bert, "under way"));
        assertThat(node.await(anna, ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.ACCOUNT_DELETED);
        node.send(anna, new ClientFrame.MsgRead("r", anna.with(bert), bert.address(), 1L, null));
        await("she raises no watermark")
                .atMost(SOON)
                .until(() -> node.received(anna, ServerFrame.Refused.class).size() == 2);

        node.send(bert, earlier);
        await("the repeat has its answer")
                .atMost(SOON)
                .until(() -> node.received(bert, ServerFrame.MsgAck.class).size() == 2);
        assertThat(node.received(bert, ServerFrame.MsgAck.class).getLast()).isEqualTo(first);
        assertThat(head(bert).get("lastSeq").longValue()).isEqualTo(2);
        assertThat(service.get(stranger, "/api/conversations").body().get("conversations"))
                .isEmpty();
        assertThat(service.put(anna, conversation + "/settings", "{\"archived\":true}")
                        .status())
                .isEqualTo(404);
    }

    /** More than two steps of places; the telling dies before and after; then all is told and swept again. */
    @Test
    void crashesAndRepeatsLeaveOneLineAndNoWord() {
        ServerFrame.MsgAck first = node.say(anna, bert, "the first");
        service.database()
                .sql("""
                        with more as (
                            insert into messaging.message (conversation, seq, at_ms, client_id, content, from_lower, kind, body)
                            select key, seq, last_at_ms, gen_random_uuid(), gen_random_uuid(), lower_address = :anna, 'text', 'no. ' || seq
                            from messaging.conversation, generate_series(2, 2500) as seq where id = :id
                            returning conversation)
                        update messaging.conversation set last_seq = 2500 where key in (select conversation from more)""")
                .param("anna", anna.address().value())
                .param("id", first.conversation().value())
                .update();
        CrashPoints.BEFORE_DELIVERY.set(1);
        CrashPoints.AFTER_DELIVERY.set(1);
        var told = policies.departure(anna);
        node.write(told);
        awaitDone(anna);
        ServerFrame.MsgIncoming left = left(bert);
        assertThat(left.seq()).isEqualTo(2501);

        node.write(told);
        node.write(policies.departure(anna));
        service.database()
                .sql("update messaging.departure set done = false, done_key = 0, erased_seq = 0 where address = ?")
                .param(anna.address().value())
                .update();
        awaitDone(anna);

        assertThat(node.received(bert, ServerFrame.MsgIncoming.class).stream()
                        .filter(each -> each.kind() == MessageKind.LEFT))
                .hasSizeGreaterThan(1)
                .containsOnly(left);
        assertThat(head(bert).get("lastSeq").longValue()).isEqualTo(2501);
        assertThat(bodies()).isEmpty();
    }

    @Test
    void bothMayLeaveAtOnce() {
        node.say(anna, bert, "goodbye");
        node.say(bert, anna, "farewell");
        node.write(policies.departure(anna));
        node.write(policies.departure(bert));
        awaitDone(anna);
        awaitDone(bert);
        assertThat(bodies()).isEmpty();
        assertThat(service.database()
                        .sql("select seq, kind from messaging.message join messaging.conversation on key = conversation"
                                + " where id = ? order by seq")
                        .param(anna.with(bert).value())
                        .query((row, number) -> row.getLong(1) + " " + row.getString(2))
                        .list())
                .containsExactly("1 text", "2 text", "3 left", "4 left");
    }

    @Test
    void whoHasDeletedTheConversationIsNotRemindedAndTheirWordsGoToo() {
        node.say(anna, bert, "hello");
        node.say(bert, anna, "an old answer");
        assertThat(service.delete(bert, conversation).status()).isEqualTo(204);
        node.write(policies.departure(anna));
        awaitDone(anna);
        JsonNode head = head(bert);
        assertThat(head.has("last")).isFalse();
        assertThat(head.get("clearedUpTo").longValue()).isEqualTo(3);
        assertThat(head.get("left").booleanValue()).isTrue();
        assertThat(node.received(bert, ServerFrame.MsgIncoming.class))
                .extracting(ServerFrame.MsgIncoming::kind)
                .doesNotContain(MessageKind.LEFT);
        await("nobody can read his words any more").atMost(SOON).until(() -> bodies().isEmpty());
    }

    private static ServerFrame.MsgIncoming left(Person person) {
        return await("that somebody left")
                .atMost(SOON)
                .until(
                        () -> node.received(person, ServerFrame.MsgIncoming.class).stream()
                                .filter(each -> each.kind() == MessageKind.LEFT)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static void awaitDone(Person person) {
        await("the departure is done")
                .atMost(SOON)
                .until(() -> service.database()
                        .sql("select done from messaging.departure where address = ?")
                        .param(person.address().value())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
    }

    /** What is still said in the conversation of the two. */
    private List<String> bodies() {
        return service.database()
                .sql("select body from messaging.message join messaging.conversation on key = conversation"
                        + " where id = ? and body is not null order by seq")
                .param(anna.with(bert).value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long of(String which, Person person) {
        return service.database()
                .sql("select count(*) from messaging." + which
                        + "(select lower_address = ? from messaging.conversation where id = ?)"
                        + " and conversation = (select key from messaging.conversation where id = ?)")
                .params(
                        person.address().value(),
                        anna.with(bert).value(),
                        anna.with(bert).value())
                .query(Long.class)
                .single();
    }

    private static long count(String which) {
        return service.database()
                .sql("select count(*) from messaging." + which)
                .query(Long.class)
                .single();
    }

    private static JsonNode head(Person person) {
        return service.get(person, "/api/conversations").body().at("/conversations/0");
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }
}
