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
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A call that nobody answered is a message of its caller: Anna has called Bert. */
@SuppressWarnings("NullAway.Init")
class MissedCallIT {
    private static Service service;
    private static StandInNode node;

    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();
    private final CallId call = new CallId(UUID.randomUUID());
    private final String messages = "/api/conversations/" + anna.with(bert) + "/messages";

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

    @Test
    void itTakesItsPlaceOnceAndReachesAllDevicesOfBoth() {
        List.of(anna, bert, bertsPhone).forEach(node::attach);
        node.say(anna, bert, "before");
        node.missed(missed(null));
        node.missed(missed(null));
        node.say(anna, bert, "between");
        node.missed(missed(null));
        node.say(anna, bert, "after");

        ServerFrame.MsgIncoming told = node.await(bert, ServerFrame.MsgIncoming.class, MissedCallIT::isCall);
        assertThat(told.seq()).isEqualTo(2);
        assertThat(told.from()).isEqualTo(anna.address());
        assertThat(told.clientId()).isEqualTo(new ClientMessageId(call.value()));
        assertThat(told.media()).isEqualTo(MediaKind.VIDEO);
        assertThat(told.body()).isNull();
        for (Person device : List.of(anna, bertsPhone)) {
            assertThat(node.await(device, ServerFrame.MsgIncoming.class, MissedCallIT::isCall))
                    .isEqualTo(told);
        }
        JsonNode page = service.get(bert, messages).body().get("messages");
        assertThat(page.valueStream().map(each -> each.get("kind").stringValue()))
                .as("a repeat is the same one, also after something else was said")
                .containsExactly("text", "call", "text", "text");
        assertThat(FrameCodec.decodeServer(page.get(1).toString())).isEqualTo(told);
        assertThat(unread(bert)).isEqualTo(4);
        assertThat(unread(anna)).isZero();
    }

    @Test
    void theCalleeLearnsNothingOfOneThatTheyAreNotToSee() {
        List.of(anna, bert).forEach(node::attach);
        node.missed(missed(true));

        assertThat(node.await(anna, ServerFrame.MsgIncoming.class).kind()).isEqualTo(MessageKind.CALL);
        ServerFrame.MsgIncoming place = node.await(bert, ServerFrame.MsgIncoming.class);
        assertThat(place.kind()).isEqualTo(MessageKind.HIDDEN);
        assertThat(place.media()).isNull();
        assertThat(unread(bert)).isZero();
    }

    @Test
    void itIsAnsweredAndReactedToAndOtherwiseStaysAsItIs() {
        node.attach(anna);
        node.missed(missed(null));
        ServerFrame.MsgIncoming told = node.await(anna, ServerFrame.MsgIncoming.class);
        node.send(anna, new ClientFrame.MsgEdit("edit", bert.address(), clientId(), told.message(), "I was busy"));
        node.send(anna, new ClientFrame.MsgUnsend("unsend", bert.address(), clientId(), told.message()));
        node.send(bert, new ClientFrame.MsgReact("react", anna.address(), clientId(), told.message(), "👍"));
        node.send(
                bert,
                new ClientFrame.MsgSend(
                        "reply", anna.address(), clientId(), MessageKind.TEXT, "in an hour", null, told.message()));

        assertThat(node.awaitMany(anna, ServerFrame.Refused.class, each -> true, 2))
                .extracting(ServerFrame.Refused::code)
                .containsOnly(ErrorCode.FORBIDDEN);
        assertThat(node.awaitMany(bert, ServerFrame.MsgAck.class, each -> true, 2))
                .extracting(ServerFrame.MsgAck::seq)
                .containsExactly(2L, 3L);
        assertThat(service.get(anna, messages).body().at("/messages/0/media").stringValue())
                .isEqualTo("video");
    }

    @Test
    void searchDoesNotTakeItForWords() {
        node.missed(missed(null));
        node.say(anna, bert, "the video is ready");

        JsonNode found = service.get(bert, "/api/search?q=video").body().get("found");

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
        return service.get(person, "/api/conversations")
                .body()
                .at("/conversations/0/unread")
                .intValue();
    }
}
