package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.testing.Blocklists;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Running;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a conversation is for one of its people: unread, muted, archived, deleted. */
class MemberIT {
    private static final long FOR_EVER = 9_007_199_254_740_991L;

    @RegisterExtension
    static final Running running = Running.with(Service.Setup::withWordsAtOnce);

    private final Person anna = Person.somebody();
    private final Person annasPhone = anna.onAnotherDevice();
    private final Person bert = Person.somebody();
    private final String conversation = "/api/conversations/" + anna.with(bert);

    @BeforeEach
    void connect() {
        running.node().attach(anna);
        running.node().attach(annasPhone);
        running.node().attach(bert);
    }

    @Test
    void whatTheOtherSaidAndIsNotReadIsCounted() {
        ServerFrame.MsgAck first = running.node().say(bert, anna, "one");
        running.node().say(bert, anna, "two");
        running.node().say(anna, bert, "what I say is not unread");
        running.node().send(bert, new ClientFrame.MsgEdit("r", anna.address(), clientId(), first.message(), "uno"));
        running.node().send(bert, new ClientFrame.MsgReact("r", anna.address(), clientId(), first.message(), "👍"));
        running.node().settle(bert, anna);
        assertThat(head(anna).get("unread").intValue()).isEqualTo(2);
        assertThat(head(bert).get("unread").intValue()).isEqualTo(1);

        running.node()
                .send(anna, new ClientFrame.MsgRead("r", first.conversation(), bert.address(), first.seq(), null));
        running.node().settle(anna, bert);
        assertThat(head(anna).get("unread").intValue()).isEqualTo(1);

        Blocklists blocklists = new Blocklists(running.node(), running.service());
        blocklists.blocks(anna, bert);
        running.node().say(bert, anna, "hidden");
        assertThat(head(anna).get("unread").intValue()).isEqualTo(1);
    }

    @Test
    void settingsAreThoseOfAPersonAndTheirDevicesReadThem() {
        running.node().say(bert, anna, "hello");
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

        running.node().await(annasPhone, ServerFrame.Resync.class);
        assertThat(running.node().received(bert, ServerFrame.Resync.class)).isEmpty();
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
        running.node().say(bert, anna, "hello");
        set(anna, "null", true);
        assertThat(head(anna).get("archived").booleanValue()).isTrue();
        running.node().say(bert, anna, "are you there?");
        assertThat(head(anna).get("archived").booleanValue()).isFalse();

        set(anna, String.valueOf(FOR_EVER), true);
        running.node().say(bert, anna, "are you?");
        assertThat(head(anna).get("archived").booleanValue()).isTrue();
    }

    @Test
    void whatIsNotMutedAnyMoreIsNotMuted() {
        running.node().say(bert, anna, "hello");
        set(anna, "1", false);
        assertThat(head(anna).has("mutedUntil")).isFalse();
    }

    @Test
    void whatWasDeletedIsGoneForWhoeverDeletedItAndForNobodyElse() {
        ServerFrame.MsgAck said = running.node().say(bert, anna, "an old secret");
        running.node().say(anna, bert, "an old answer");

        assertThat(running.service().delete(anna, conversation).status()).isEqualTo(204);

        running.node().await(annasPhone, ServerFrame.Resync.class);
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

        running.node().say(bert, anna, "a new one");
        running.node()
                .send(bert, new ClientFrame.MsgEdit("r", anna.address(), clientId(), said.message(), "an old lie"));
        running.node().settle(bert, anna);
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
        running.node().send(bert, frame);
        ServerFrame.MsgAck first = running.node().await(bert, ServerFrame.MsgAck.class);
        assertThat(running.service().delete(bert, conversation).status()).isEqualTo(204);
        running.node().say(bert, anna, "to stay xyster");
        awaitWords();
        assertThat(messages(anna, "")).hasSize(2);

        assertThat(running.service().delete(anna, conversation).status()).isEqualTo(204);

        await("the words are erased").atMost(Duration.ofSeconds(30)).until(() -> count("body like '%xyloid'") == 0);
        await("search's words are erased")
                .atMost(Duration.ofSeconds(30))
                .until(() -> running.service()
                        .database()
                        .sql("select count(*) from messaging.search_block where words @@ 'xyloid'::tsquery")
                        .query(Long.class)
                        .single()
                        .equals(0L));
        assertThat(count("body like '%xyster'")).as("he has not deleted this").isEqualTo(1);
        assertThat(found(bert, "xyster")).hasSize(1);
        awaitWords();
        assertThat(found(bert, "xyster")).hasSize(1);
        running.node().send(bert, frame);
        running.node().settle(bert, anna);
        assertThat(running.node().received(bert, ServerFrame.MsgAck.class).getLast())
                .isEqualTo(first);
    }

    @Test
    void aStrangerChangesNothing() {
        running.node().say(bert, anna, "hello");
        Person carla = Person.somebody();

        assertThat(running.service().delete(carla, conversation).status()).isEqualTo(404);
        assertThat(running.service()
                        .put(carla, conversation + "/settings", "{\"archived\":true}")
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
        running.node().say(bert, anna, "hello");
        Service.Answer answer = running.service().put(anna, conversation + "/settings", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").stringValue()).isEqualTo(code);
    }

    private void set(Person person, String mutedUntil, boolean archived) {
        assertThat(running.service()
                        .put(
                                person,
                                conversation + "/settings",
                                "{\"mutedUntil\":" + mutedUntil + ",\"archived\":" + archived + "}")
                        .status())
                .isEqualTo(204);
    }

    private static JsonNode head(Person person) {
        return running.service().get(person, "/api/conversations").body().at("/conversations/0");
    }

    private JsonNode messages(Person person, String where) {
        return running.service()
                .get(person, conversation + "/messages" + where)
                .body()
                .get("messages");
    }

    private static JsonNode found(Person person, String word) {
        return running.service().get(person, "/api/search?q=" + word).body().get("found");
    }

    private static long count(String which) {
        return running.service()
                .database()
                .sql("select count(*) from messaging.message where " + which)
                .query(Long.class)
                .single();
    }

    private static void awaitWords() {
        await("all words")
                .atMost(Duration.ofSeconds(30))
                .until(() -> running.service()
                        .database()
                        .sql("select count(*) from messaging.conversation where last_seq > indexed_seq")
                        .query(Long.class)
                        .single()
                        .equals(0L));
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }
}
