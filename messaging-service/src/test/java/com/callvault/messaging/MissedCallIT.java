package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.MissedCall;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Running;
import com.callvault.messaging.testing.Service;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A call that nobody answered is a message of its caller: Anna has called Bert. */
class MissedCallIT {
    @RegisterExtension
    static final Running running = Running.with(Service.Setup::withWordsAtOnce);

    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();
    private final CallId call = new CallId(UUID.randomUUID());
    private final String messages = "/api/conversations/" + anna.with(bert) + "/messages";

    @Test
    void itTakesItsPlaceOnceAndReachesAllDevicesOfBoth() {
        List.of(anna, bert, bertsPhone).forEach(running.node()::attach);
        running.node().say(anna, bert, "before");
        running.node().missed(missed(null));
        running.node().missed(missed(null));
        running.node().say(anna, bert, "between");
        running.node().missed(missed(null));
        running.node().say(anna, bert, "after");

        ServerFrame.MsgIncoming told = running.node().await(bert, ServerFrame.MsgIncoming.class, MissedCallIT::isCall);
        assertThat(told.seq()).isEqualTo(2);
        assertThat(told.from()).isEqualTo(anna.address());
        assertThat(told.clientId()).isEqualTo(new ClientMessageId(call.value()));
        assertThat(told.media()).isEqualTo(MediaKind.VIDEO);
        assertThat(told.body()).isNull();
        for (Person device : List.of(anna, bertsPhone)) {
            assertThat(running.node().await(device, ServerFrame.MsgIncoming.class, MissedCallIT::isCall))
                    .isEqualTo(told);
        }
        JsonNode page = running.service().get(bert, messages).body().get("messages");
        assertThat(page.valueStream().map(each -> each.get("kind").stringValue()))
                .as("a repeat is the same one, also after something else was said")
                .containsExactly("text", "call", "text", "text");
        assertThat(FrameCodec.decodeServer(page.get(1).toString())).isEqualTo(told);
        assertThat(unread(bert)).isEqualTo(4);
        assertThat(unread(anna)).isZero();
    }

    @Test
    void theCalleeLearnsNothingOfOneThatTheyAreNotToSee() {
        List.of(anna, bert).forEach(running.node()::attach);
        running.node().missed(missed(true));

        assertThat(running.node().await(anna, ServerFrame.MsgIncoming.class).kind())
                .isEqualTo(MessageKind.CALL);
        ServerFrame.MsgIncoming place = running.node().await(bert, ServerFrame.MsgIncoming.class);
        assertThat(place.kind()).isEqualTo(MessageKind.HIDDEN);
        assertThat(place.media()).isNull();
        assertThat(unread(bert)).isZero();
    }

    @Test
    void itIsAnsweredAndReactedToAndOtherwiseStaysAsItIs() {
        running.node().attach(anna);
        running.node().missed(missed(null));
        ServerFrame.MsgIncoming told = running.node().await(anna, ServerFrame.MsgIncoming.class);
        running.node()
                .send(anna, new ClientFrame.MsgEdit("edit", bert.address(), clientId(), told.message(), "I was busy"));
        running.node().send(anna, new ClientFrame.MsgUnsend("unsend", bert.address(), clientId(), told.message()));
        running.node().send(bert, new ClientFrame.MsgReact("react", anna.address(), clientId(), told.message(), "👍"));
        running.node()
                .send(
                        bert,
                        new ClientFrame.MsgSend(
                                "reply",
                                anna.address(),
                                clientId(),
                                MessageKind.TEXT,
                                "in an hour",
                                null,
                                told.message()));

        assertThat(running.node().awaitMany(anna, ServerFrame.Refused.class, each -> true, 2))
                .extracting(ServerFrame.Refused::code)
                .containsOnly(ErrorCode.FORBIDDEN);
        assertThat(running.node().awaitMany(bert, ServerFrame.MsgAck.class, each -> true, 2))
                .extracting(ServerFrame.MsgAck::seq)
                .containsExactly(2L, 3L);
        assertThat(running.service()
                        .get(anna, messages)
                        .body()
                        .at("/messages/0/media")
                        .stringValue())
                .isEqualTo("video");
    }

    @Test
    void searchDoesNotTakeItForWords() {
        running.node().missed(missed(null));
        running.node().say(anna, bert, "the video is ready");

        JsonNode found =
                running.service().get(bert, "/api/search?q=video").body().get("found");

        assertThat(found.valueStream().map(each -> each.at("/message/kind").stringValue()))
                .containsExactly("text");
    }

    private MissedCall missed(@Nullable Boolean unseen) {
        return new MissedCall(
                call, anna.address(), bert.address(), MediaKind.VIDEO, System.currentTimeMillis(), unseen);
    }

    private static boolean isCall(ServerFrame.MsgIncoming message) {
        return message.kind() == MessageKind.CALL;
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }

    private static int unread(Person person) {
        return running.service()
                .get(person, "/api/conversations")
                .body()
                .at("/conversations/0/unread")
                .intValue();
    }
}
