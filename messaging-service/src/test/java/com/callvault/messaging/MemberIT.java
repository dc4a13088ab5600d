package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Blocklists;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a conversation is for one of its people: unread, muted, archived, deleted. */
@SuppressWarnings("NullAway.Init")
class MemberIT {
    private static final long FOR_EVER = 9_007_199_254_740_991L;

    private static Service service;
    private static StandInNode node;

    private final Person anna = Person.somebody();
    private final Person annasPhone = anna.onAnotherDevice();
    private final Person bert = Person.somebody();
    private final String conversation = "/api/conversations/" + anna.with(bert);

    @BeforeAll
    static void start() {
        service = new Service.Setup(TestStores.shared().newDatabase())
                .with("callvault.messaging.search.sweep", "20ms")
                .with("callvault.messaging.search.quiet", "0s")
                .start();
        node = new StandInNode();
    }

    @AfterAll
    static void stop() {
        node.close();
        service.close();
    }

    @BeforeEach
    void connect() {
        node.attach(anna);
        node.attach(annasPhone);
        node.attach(bert);
    }

    @Test
    void whatTheOtherSaidAndIsNotReadIsCounted() {
        ServerFrame.MsgAck first = node.say(bert, anna, "one");
        node.say(bert, anna, "two");
        node.say(anna, bert, "what I say is not unread");
        node.send(bert, new ClientFrame.MsgEdit("r", anna.address(), clientId(), first.message(), "uno"));
        node.send(bert, new ClientFrame.MsgReact("r", anna.address(), clientId(), first.message(), "👍"));
        node.settle(bert, anna);
        assertThat(head(anna).get("unread").intValue()).isEqualTo(2);
        assertThat(head(bert).get("unread").intValue()).isEqualTo(1);

        node.send(anna, new ClientFrame.MsgRead("r", first.conversation(), bert.address(), first.seq(), null));
        node.settle(anna, bert);
        assertThat(head(anna).get("unread").intValue()).isEqualTo(1);

        Blocklists blocklists = new Blocklists(node, service);
        blocklists.blocks(anna, bert);
        node.say(bert, anna, "hidden");
        assertThat(head(anna).get("unread").intValue()).isEqualTo(1);
    }

    @Test
    void settingsAreThoseOfAPersonAndTheirDevicesReadThem() {
        node.say(bert, anna, "hello");
        JsonNode before = head(anna);
        assertThat(before.has("mutedUntil")).isFalse();
        assertThat(before.get("archived").booleanValue()).isFalse();
        assertThat(before.get("clearedUpTo").longValue()).isZero();

        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            set(anna, String.valueOf(FOR_EVER), true);
            assertThat(events.await(
                                    each -> each instanceof ChatEvent.ConversationSettings
                                            && each.conversation().equals(anna.with(bert)),
                                    1)
                            .getFirst()
                            .data())
                    .isInstanceOfSatisfying(ChatEvent.ConversationSettings.class, settings -> {
                        assertThat(settings.by()).isEqualTo(anna.address());
                        assertThat(settings.mutedUntil()).isEqualTo(FOR_EVER);
                        assertThat(settings.archived()).isTrue();
                    });
        }

        node.await(annasPhone, ServerFrame.Resync.class);
        assertThat(node.received(bert, ServerFrame.Resync.class)).isEmpty();
        assertThat(head(annasPhone).get("mutedUntil").longValue()).isEqualTo(FOR_EVER);
        assertThat(head(annasPhone).get("archived").booleanValue()).isTrue();
        assertThat(head(bert).has("mutedUntil")).isFalse();
        assertThat(head(bert).get("archived").booleanValue()).isFalse();

        set(anna, "null", false);
        assertThat(head(anna).has("mutedUntil")).isFalse();
        assertThat(head(anna).get("archived").booleanValue()).isFalse();
    }

    @Test
    void aMessageBringsBackWhatWasArchivedUnlessItIsMuted() {
        node.say(bert, anna, "hello");
        set(anna, "null", true);
        assertThat(head(anna).get("archived").booleanValue()).isTrue();
        node.say(bert, anna, "are you there?");
        assertThat(head(anna).get("archived").booleanValue()).isFalse();

        set(anna, String.valueOf(FOR_EVER), true);
        node.say(bert, anna, "are you?");
        assertThat(head(anna).get("archived").booleanValue()).isTrue();
    }

    @Test
    void whatIsNotMutedAnyMoreIsNotMuted() {
        node.say(bert, anna, "hello");
        set(anna, "1", false);
        assertThat(head(anna).has("mutedUntil")).isFalse();
    }

    @Test
    void whatWasDeletedIsGoneForWhoeverDeletedItAndForNobodyElse() {
        ServerFrame.MsgAck said = node.say(bert, anna, "an old secret");
        node.say(anna, bert, "an old answer");

        assertThat(service.delete(anna, conversation).status()).isEqualTo(204);

        node.await(annasPhone, ServerFrame.Resync.class);
        JsonNode head = head(annasPhone);
        assertThat(head.get("clearedUpTo").longValue()).isEqualTo(2);
        assertThat(head.has("last")).isFalse();
        assertThat(head.get("unread").intValue()).isZero();
        assertThat(messages(anna, "")).isEmpty();
        assertThat(messages(anna, "?after=0")).isEmpty();
        assertThat(found(anna, "old")).isEmpty();
        assertThat(messages(bert, "")).hasSize(2);
        assertThat(found(bert, "old")).hasSize(2);
        assertThat(head(bert).get("clearedUpTo").longValue()).isZero();

        node.say(bert, anna, "a new one");
        node.send(bert, new ClientFrame.MsgEdit("r", anna.address(), clientId(), said.message(), "an old lie"));
        node.settle(bert, anna);
        assertThat(head(anna).get("unread").intValue()).isEqualTo(1);
        assertThat(head(anna).has("last")).isTrue();
        assertThat(found(anna, "new")).hasSize(1);
        assertThat(found(anna, "lie")).as("it changes what was deleted").isEmpty();
        assertThat(found(bert, "lie")).hasSize(1);
    }

    /** Search keeps words of its own; those go too, and what came later is still found. */
    @Test
    void whatBothHaveDeletedIsErasedAndARepeatStillHasItsAnswer() {
        ClientFrame.MsgSend frame = StandInNode.text(anna, "gone for good xyloid");
        node.send(bert, frame);
        ServerFrame.MsgAck first = node.await(bert, ServerFrame.MsgAck.class);
        assertThat(service.delete(bert, conversation).status()).isEqualTo(204);
        node.say(bert, anna, "to stay xyster");
        awaitWords();
        assertThat(messages(anna, "")).hasSize(2);

        assertThat(service.delete(anna, conversation).status()).isEqualTo(204);

        await("the words are erased").atMost(Duration.ofSeconds(30)).until(() -> count("body like '%xyloid'") == 0);
        await("search's words are erased")
                .atMost(Duration.ofSeconds(30))
                .until(() -> service.database()
                        .sql("select count(*) from messaging.search_block where words @@ 'xyloid'::tsquery")
                        .query(Long.class)
                        .single()
                        .equals(0L));
        assertThat(count("body like '%xyster'")).as("he has not deleted this").isEqualTo(1);
        assertThat(found(bert, "xyster")).hasSize(1);
        awaitWords();
        assertThat(found(bert, "xyster")).hasSize(1);
        node.send(bert, frame);
        node.settle(bert, anna);
        assertThat(node.received(bert, ServerFrame.MsgAck.class).getLast()).isEqualTo(first);
    }

    @Test
    void aStrangerChangesNothing() {
        node.say(bert, anna, "hello");
        Person carla = Person.somebody();

        assertThat(service.delete(carla, conversation).status()).isEqualTo(404);
        assertThat(service.put(carla, conversation + "/settings", "{\"archived\":true}")
                        .status())
                .isEqualTo(404);
        assertThat(head(anna).get("archived").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| malformed",
                "[]| malformed",
                "{}| malformed",
                "{\"archived\":1}| malformed",
                "{\"mutedUntil\":-1,\"archived\":true}| malformed",
                "{\"mutedUntil\":\"1\",\"archived\":true}| malformed",
                "{\"mutedUntil\":9007199254740992,\"archived\":true}| malformed"
            })
    void whatIsNoSettingIsNamed(String body, String code) {
        node.say(bert, anna, "hello");
        Service.Answer answer = service.put(anna, conversation + "/settings", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").stringValue()).isEqualTo(code);
    }

    private void set(Person person, String mutedUntil, boolean archived) {
        assertThat(service.put(
                                person,
                                conversation + "/settings",
                                "{\"mutedUntil\":" + mutedUntil + ",\"archived\":" + archived + "}")
                        .status())
                .isEqualTo(204);
    }

    private static JsonNode head(Person person) {
        return service.get(person, "/api/conversations").body().at("/conversations/0");
    }

    private JsonNode messages(Person person, String where) {
        return service.get(person, conversation + "/messages" + where).body().get("messages");
    }

    private static JsonNode found(Person person, String word) {
        return service.get(person, "/api/search?q=" + word).body().get("found");
    }

    private static long count(String which) {
        return service.database()
                .sql("select count(*) from messaging.message where " + which)
                .query(Long.class)
                .single();
    }

    private static void awaitWords() {
        await("all words")
                .atMost(Duration.ofSeconds(30))
                .until(() -> service.database()
                        .sql("select count(*) from messaging.conversation where last_seq > indexed_seq")
                        .query(Long.class)
                        .single()
                        .equals(0L));
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }
}
