package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import org.junit.jupiter.api.Test;

/** A device that is behind what was delivered to it. The wait is shortened: five seconds are the default of a setting. */
class ResyncIT {
    @Test
    void whoConfirmsIsLeftAloneAndWhoDoesNotIsToldToReadAgain() {
        Person anna = Person.somebody();
        Person bert = Person.somebody();
        Person bertsPhone = bert.onAnotherDevice();
        try (StandInNode node = new StandInNode();
                Service service = new Service.Setup(TestStores.shared().newDatabase())
                        .with("callvault.messaging.resync.after", "1s")
                        .with("callvault.messaging.resync.sweep", "100ms")
                        .start()) {
            node.attach(anna);
            node.attach(bert);
            node.attach(bertsPhone);
            node.say(anna, bert, "one");
            node.say(anna, bert, "two");
            node.send(bert, new ClientFrame.MsgDelivered(null, anna.with(bert), anna.address(), 2L));

            node.await(bertsPhone, ServerFrame.Resync.class);

            assertThat(node.received(bert, ServerFrame.Resync.class)).isEmpty();
            assertThat(node.received(anna, ServerFrame.Resync.class)).isEmpty();
            assertThat(node.received(bertsPhone, ServerFrame.Resync.class))
                    .as("once for both messages")
                    .hasSize(1);
            await().untilAsserted(() ->
                    assertThat(service.count("callvault.messages.resyncs")).isEqualTo(1));
        }
    }
}
