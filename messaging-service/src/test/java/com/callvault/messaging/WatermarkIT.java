package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Topics;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.testing.EventTail;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Running;
import com.callvault.messaging.testing.StandInNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Delivered, read and typing, from one person's device to the others. */
class WatermarkIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();

    @BeforeEach
    void annaWritesFiveMessages() {
        List.of(anna, bert, bertsPhone).forEach(running.node()::attach);
        Stream.of("1", "2", "3", "4", "5").forEach(body -> running.node().send(anna, StandInNode.text(bert, body)));
        running.node().awaitMany(anna, ServerFrame.MsgAck.class, ack -> true, 5);
    }

    @Test
    void goToTheOtherAndToOnesOtherDevicesAndAreKept() {
        running.node().send(bert, delivered(bert, anna, 4));
        running.node().send(bert, read(bert, anna, 3));

        for (Person device : List.of(anna, bertsPhone)) {
            ServerFrame.MsgDelivered delivered = running.node().await(device, ServerFrame.MsgDelivered.class);
            assertThat(delivered.upTo()).isEqualTo(4);
            assertThat(delivered.by()).isEqualTo(bert.address());
            assertThat(delivered.conversation()).isEqualTo(anna.with(bert));
            assertThat(running.node().await(device, ServerFrame.MsgRead.class).upTo())
                    .isEqualTo(3);
        }
        running.node().settle(bert, anna);
        assertThat(running.node().received(bert, ServerFrame.MsgDelivered.class))
                .isEmpty();
        assertThat(head(anna).get("peerDeliveredUpTo").longValue()).isEqualTo(4);
        assertThat(head(anna).get("peerReadUpTo").longValue()).isEqualTo(3);
        assertThat(head(anna).get("readUpTo").longValue()).isZero();
        assertThat(head(bert).get("readUpTo").longValue()).isEqualTo(3);
    }

    @Test
    void onlyRise() {
        running.node().send(bert, read(bert, anna, 4));
        running.node().await(anna, ServerFrame.MsgRead.class);

        running.node().send(bertsPhone, read(bert, anna, 2));
        running.node().settle(bertsPhone, anna);

        assertThat(head(anna).get("peerReadUpTo").longValue()).isEqualTo(4);
        assertThat(running.node().received(anna, ServerFrame.MsgRead.class))
                .extracting(ServerFrame.MsgRead::upTo)
                .containsExactly(4L);
    }

    @Test
    void aRepeatTellsTheSameAgainSinceTheFirstMayHaveDiedBeforeTelling() {
        running.node().send(bert, read(bert, anna, 5));
        ServerFrame.MsgRead first = running.node().await(anna, ServerFrame.MsgRead.class);

        running.node().send(bert, read(bert, anna, 5));

        assertThat(running.node().awaitMany(anna, ServerFrame.MsgRead.class, frame -> true, 2))
                .containsOnly(first);
    }

    @Test
    void whoHasSeenAMessageHasIt() {
        running.node().send(bert, read(bert, anna, 5));
        running.node().await(anna, ServerFrame.MsgRead.class);

        assertThat(head(anna).get("peerDeliveredUpTo").longValue()).isEqualTo(5);
    }

    @Test
    void whatIsReadQuietlyIsKnownToOnesOwnDevicesAndToNobodyElse() {
        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            running.node().send(bert, delivered(bert, anna, 5));
            running.node().send(bert, read(bert, anna, 1));
            running.node().await(anna, ServerFrame.MsgRead.class);
            running.node().send(bert, readQuietly(bert, anna, 4));
            running.node().send(bert, readQuietly(bert, anna, 3));

            assertThat(running.node()
                            .await(bertsPhone, ServerFrame.MsgRead.class, frame -> frame.upTo() == 4)
                            .by())
                    .isEqualTo(bert.address());
            running.node().settle(bert, anna);
            assertThat(head(bert).get("readUpTo").longValue()).isEqualTo(4);
            assertThat(head(bert).get("unread").intValue()).isEqualTo(1);
            assertThat(head(anna).get("peerReadUpTo").longValue()).isEqualTo(1);
            assertThat(head(anna).get("peerDeliveredUpTo").longValue()).isEqualTo(5);
            assertThat(running.node().received(anna, ServerFrame.MsgRead.class))
                    .extracting(ServerFrame.MsgRead::upTo)
                    .containsExactly(1L);
            assertThat(events
                            .await(
                                    each -> each instanceof ChatEvent.Read seen
                                            && seen.conversation().equals(anna.with(bert)),
                                    2)
                            .stream()
                            .map(each -> ((ChatEvent.Read) each.data()).quiet()))
                    .containsExactly(null, true);
        }

        running.node().send(bert, read(bert, anna, 5));
        assertThat(running.node()
                        .await(anna, ServerFrame.MsgRead.class, frame -> frame.upTo() > 1)
                        .upTo())
                .as("what is told aloud stands for all before it")
                .isEqualTo(5);
        assertThat(head(anna).get("peerReadUpTo").longValue()).isEqualTo(5);
    }

    @Test
    void quietAndAloudInOneBatchAreTwoLevels() {
        for (long upTo = 1; upTo <= 3; upTo++) {
            running.node().send(bert, read(bert, anna, upTo));
            running.node().send(bert, readQuietly(bert, anna, upTo + 2));
        }
        running.node().await(bertsPhone, ServerFrame.MsgRead.class, frame -> frame.upTo() == 5);
        running.node().await(anna, ServerFrame.MsgRead.class, frame -> frame.upTo() == 3);
        running.node().settle(bert, anna);

        assertThat(running.node().received(anna, ServerFrame.MsgRead.class))
                .extracting(ServerFrame.MsgRead::upTo)
                .allMatch(upTo -> upTo <= 3);
        assertThat(head(bert).get("readUpTo").longValue()).isEqualTo(5);
        assertThat(head(anna).get("peerReadUpTo").longValue()).isEqualTo(3);
    }

    @Test
    void deliveredIsKeptForEachDevice() {
        running.node().send(bert, delivered(bert, anna, 5));
        running.node().send(bertsPhone, delivered(bert, anna, 2));
        running.node().settle(bertsPhone, anna);

        List<Long> devices = running.service()
                .database()
                .sql("""
                        select delivered from messaging.device_watermark as mark
                        join messaging.conversation on conversation.key = mark.conversation
                        where conversation.id = ? order by delivered
                        """)
                .param(anna.with(bert).value())
                .query((row, number) -> row.getLong(1))
                .list();
        assertThat(devices).containsExactly(2L, 5L);
        assertThat(head(anna).get("peerDeliveredUpTo").longValue())
                .as("as far as one device is")
                .isEqualTo(5);
    }

    @Test
    void manyInABatchAreToldOnceByTheHighest() {
        try (EventTail events = EventTail.of(Topics.CHAT_EVENTS)) {
            for (long upTo = 1; upTo <= 5; upTo++) {
                running.node().send(bert, delivered(bert, anna, upTo));
            }
            running.node().await(anna, ServerFrame.MsgDelivered.class, frame -> frame.upTo() == 5);

            var told = events.await(
                    event -> event instanceof ChatEvent.Delivered(var in, var by, long upTo, long at)
                            && in.equals(anna.with(bert))
                            && by.equals(bert.address())
                            && upTo == 5
                            && at > 0,
                    1);
            assertThat(told).hasSize(1);
            assertThat(running.node().received(anna, ServerFrame.MsgDelivered.class))
                    .extracting(ServerFrame.MsgDelivered::upTo)
                    .isSorted();
        }
    }

    @Test
    void aRequestWithAnIdIsAnswered() {
        running.node().send(bert, new ClientFrame.MsgRead("r7", anna.with(bert), anna.address(), 1L, null));

        assertThat(running.node().await(bert, ServerFrame.Ok.class).re()).isEqualTo("r7");
    }

    @Test
    void typingReachesTheOtherAloneAndIsNotStored() {
        running.node().send(bert, new ClientFrame.MsgTyping(null, anna.address(), true));

        ServerFrame.MsgTyping typing = running.node().await(anna, ServerFrame.MsgTyping.class);

        assertThat(typing).isEqualTo(new ServerFrame.MsgTyping(anna.with(bert), bert.address(), true));
        running.node().settle(bert, anna);
        assertThat(running.node().received(bertsPhone, ServerFrame.MsgTyping.class))
                .isEmpty();
    }

    private static ClientFrame.MsgDelivered delivered(Person by, Person to, long upTo) {
        return new ClientFrame.MsgDelivered(null, by.with(to), to.address(), upTo);
    }

    private static ClientFrame.MsgRead read(Person by, Person to, long upTo) {
        return new ClientFrame.MsgRead(null, by.with(to), to.address(), upTo, null);
    }

    private static ClientFrame.MsgRead readQuietly(Person by, Person to, long upTo) {
        return new ClientFrame.MsgRead(null, by.with(to), to.address(), upTo, true);
    }

    private static JsonNode head(Person person) {
        return running.service().get(person, "/api/conversations").body().at("/conversations/0");
    }
}
