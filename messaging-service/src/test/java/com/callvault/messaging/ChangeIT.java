package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.MessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Running;
import com.callvault.messaging.testing.StandInNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Edits, unsends and reactions, from the commands' topic to the devices and into the history. */
class ChangeIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    private final Person anna = Person.somebody();
    private final Person annasPhone = anna.onAnotherDevice();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();

    @BeforeEach
    void connect() {
        List.of(anna, annasPhone, bert, bertsPhone).forEach(running.node()::attach);
    }

    @Test
    void eachTakesAPlaceOfItsOwnAndReachesEveryOtherDevice() {
        ServerFrame.MsgAck said = running.node().say(anna, bert, "helo");

        ServerFrame.MsgAck edited = ask(anna, edit(said.message(), "hello"));
        ServerFrame.MsgAck reacted = ask(bert, react(anna, said.message(), "👍"));
        ServerFrame.MsgAck takenBack = ask(anna, unsend(said.message()));

        assertThat(List.of(edited.seq(), reacted.seq(), takenBack.seq())).containsExactly(2L, 3L, 4L);
        assertThat(arrived(bertsPhone, 2))
                .isEqualTo(incoming(edited, anna, bert, MessageKind.EDIT, "hello", said.message()));
        assertThat(arrived(annasPhone, 3))
                .isEqualTo(incoming(reacted, bert, anna, MessageKind.REACTION, "👍", said.message()));
        assertThat(arrived(bert, 4))
                .isEqualTo(incoming(takenBack, anna, bert, MessageKind.UNSEND, null, said.message()));
    }

    @Test
    void theEventNamesTheTargetAndNotTheWords() {
        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            ServerFrame.MsgAck said = running.node().say(anna, bert, "helo");
            ServerFrame.MsgAck edited = ask(anna, edit(said.message(), "hello"));

            assertThat(events.await(event -> event.conversation().equals(said.conversation()), 2)
                            .getLast()
                            .data())
                    .isEqualTo(new ChatEvent.Stored(
                            said.conversation(),
                            edited.message(),
                            2,
                            anna.address(),
                            bert.address(),
                            MessageKind.EDIT,
                            List.of(),
                            "hello".length(),
                            edited.at(),
                            said.message(),
                            null));
        }
    }

    @Test
    void aRepeatHasTheSameAnswerAndChangesNothing() {
        ServerFrame.MsgAck said = running.node().say(anna, bert, "helo");
        ClientFrame.MsgEdit edit = edit(said.message(), "hello");
        ServerFrame.MsgAck first = ask(anna, edit);
        ask(anna, edit(said.message(), "hello!"));

        running.node().send(anna, edit);
        assertThat(running.node()
                        .awaitMany(
                                anna,
                                ServerFrame.MsgAck.class,
                                ack -> ack.clientId().equals(edit.clientId()),
                                2))
                .containsOnly(first);
        assertThat(bodies(bert, said)).containsExactly("helo", "hello", "hello!");
    }

    @Test
    void anIdThatWasUsedForAMessageIsNotUsedForAChange() {
        ServerFrame.MsgAck said = running.node().say(anna, bert, "helo");
        assertThat(refused(
                        anna, new ClientFrame.MsgEdit("r", bert.address(), said.clientId(), said.message(), "hello")))
                .isEqualTo(ErrorCode.CLIENT_ID_REUSED);
    }

    @Test
    void onlyTheAuthorChangesAMessage() {
        ServerFrame.MsgAck said = running.node().say(anna, bert, "mine");

        assertThat(refused(bert, new ClientFrame.MsgEdit("r1", anna.address(), clientId(), said.message(), "his")))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refused(bert, new ClientFrame.MsgUnsend("r2", anna.address(), clientId(), said.message())))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(bodies(bert, said)).containsExactly("mine");
    }

    @Test
    void whatIsOfAnotherConversationOrNotAMessageIsNotThere() {
        Person carl = Person.somebody();
        ServerFrame.MsgAck elsewhere = running.node().say(anna, carl, "elsewhere");
        ServerFrame.MsgAck said = running.node().say(anna, bert, "here");
        ServerFrame.MsgAck reacted = ask(bert, react(anna, said.message(), "👍"));

        assertThat(refused(anna, edit(elsewhere.message(), "x"))).isEqualTo(ErrorCode.NO_SUCH_MESSAGE);
        assertThat(refused(bert, react(anna, reacted.message(), "👎"))).isEqualTo(ErrorCode.NO_SUCH_MESSAGE);
    }

    /** The words are gone from the store, the earlier ones too, and a late repeat does not bring them back. */
    @Test
    void whatIsTakenBackIsNowhere() {
        ClientFrame.MsgSend message = StandInNode.text(bert, "a first secret");
        ServerFrame.MsgAck said = ask(anna, message);
        ask(anna, edit(said.message(), "a second secret"));
        ask(bert, react(anna, said.message(), "👍"));
        ask(anna, unsend(said.message()));
        running.node().forget();

        running.node().send(anna, message);
        running.node().settle(anna, bert);

        assertThat(running.node().await(anna, ServerFrame.MsgAck.class).seq()).isEqualTo(said.seq());
        assertThat(running.node().await(bert, ServerFrame.MsgIncoming.class).body())
                .isNull();
        assertThat(page(bert, said, "").toString()).doesNotContain("secret").contains("👍");
        assertThat(running.service()
                        .database()
                        .sql("select count(*) from messaging.message where body like '%secret'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(refused(anna, edit(said.message(), "a third"))).isEqualTo(ErrorCode.BAD_STATE);
        assertThat(refused(bert, react(anna, said.message(), "👎"))).isEqualTo(ErrorCode.BAD_STATE);
    }

    @Test
    void aPageCarriesWhatWasDoneToItsMessagesLater() {
        ServerFrame.MsgAck first = running.node().say(anna, bert, "one");
        ServerFrame.MsgAck second = running.node().say(anna, bert, "two");
        ask(anna, edit(first.message(), "eins"));
        ServerFrame.MsgAck last = ask(anna, edit(first.message(), "uno"));
        ask(bert, react(anna, first.message(), "👍"));
        ServerFrame.MsgAck reaction = ask(bert, react(anna, first.message(), "❤️"));
        ask(anna, edit(second.message(), "zwei"));

        JsonNode page = page(bert, first, "?before=2");

        assertThat(page.path("messages")).hasSize(1);
        assertThat(page.path("changes")
                        .valueStream()
                        .map(each -> each.path("seq").longValue()))
                .as("of each person's edits and reactions to it the last")
                .containsExactly(last.seq(), reaction.seq());
        assertThat(page(bert, first, "").path("changes"))
                .as("what stands on the page itself is not told twice")
                .isEmpty();
    }

    private static ServerFrame.MsgIncoming arrived(Person person, long seq) {
        return running.node().await(person, ServerFrame.MsgIncoming.class, each -> each.seq() == seq);
    }

    private static ServerFrame.MsgIncoming incoming(
            ServerFrame.MsgAck ack, Person from, Person to, MessageKind kind, @Nullable String body, MessageId target) {
        return new ServerFrame.MsgIncoming(
                ack.message(),
                ack.conversation(),
                ack.seq(),
                from.address(),
                to.address(),
                ack.clientId(),
                kind,
                body,
                List.of(),
                null,
                target,
                null,
                ack.at());
    }

    private ClientFrame.MsgEdit edit(MessageId target, String body) {
        return new ClientFrame.MsgEdit("edit", bert.address(), clientId(), target, body);
    }

    private ClientFrame.MsgUnsend unsend(MessageId target) {
        return new ClientFrame.MsgUnsend("unsend", bert.address(), clientId(), target);
    }

    private static ClientFrame.MsgReact react(Person to, MessageId target, @Nullable String emoji) {
        return new ClientFrame.MsgReact("react", to.address(), clientId(), target, emoji);
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }

    private static ServerFrame.MsgAck ask(Person from, ClientFrame.Sequenced frame) {
        running.node().send(from, frame);
        return running.node()
                .await(from, ServerFrame.MsgAck.class, ack -> ack.clientId().equals(frame.clientId()));
    }

    private static ErrorCode refused(Person from, ClientFrame.Sequenced frame) {
        int before = running.node().received(from, ServerFrame.Refused.class).size();
        running.node().send(from, frame);
        return running.node()
                .awaitMany(from, ServerFrame.Refused.class, each -> true, before + 1)
                .getLast()
                .code();
    }

    private static List<String> bodies(Person reader, ServerFrame.MsgAck said) {
        return page(reader, said, "")
                .path("messages")
                .valueStream()
                .map(each -> each.path("body").asString("-"))
                .toList();
    }

    private static JsonNode page(Person reader, ServerFrame.MsgAck said, String where) {
        return running.service()
                .get(reader, "/api/conversations/" + said.conversation() + "/messages" + where)
                .body();
    }
}
