package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message from the command's topic to the devices, on real stores. */
class MessageFlowIT {
    @SuppressWarnings("NullAway.Init")
    private static Service service;

    @SuppressWarnings("NullAway.Init")
    private static StandInNode node;

    private final Person anna = Person.somebody();
    private final Person annasPhone = anna.onAnotherDevice();
    private final Person bert = Person.somebody();
    private final Person bertsPhone = bert.onAnotherDevice();

    @BeforeAll
    static void start() {
        service = new Service.Setup(TestStores.shared().newDatabase()).start();
        node = new StandInNode();
    }

    @AfterAll
    static void stop() {
        node.close();
        service.close();
    }

    @Test
    void reachesEveryDeviceOfBothExceptTheSending() {
        node.attach(anna);
        node.attach(annasPhone);
        node.attach(bert);
        node.attach(bertsPhone);

        ServerFrame.MsgAck ack = node.say(anna, bert, "hello");

        assertThat(ack.seq()).isEqualTo(1);
        assertThat(ack.conversation()).isEqualTo(anna.with(bert));
        for (Person device : java.util.List.of(annasPhone, bert, bertsPhone)) {
            ServerFrame.MsgIncoming incoming = node.await(device, ServerFrame.MsgIncoming.class);
            assertThat(incoming.body()).isEqualTo("hello");
            assertThat(incoming.from()).isEqualTo(anna.address());
            assertThat(incoming.to()).isEqualTo(bert.address());
            assertThat(incoming.message()).isEqualTo(ack.message());
            assertThat(incoming.at()).isEqualTo(ack.at());
        }
        assertThat(node.received(anna, ServerFrame.MsgIncoming.class)).isEmpty();
        assertThat(ErrorCode.values()).isNotEmpty();
    }
}
