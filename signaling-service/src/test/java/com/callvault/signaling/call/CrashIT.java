package com.callvault.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.MissedCall;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.FakeDevice;
import com.callvault.signaling.KafkaReader;
import com.callvault.signaling.Running;
import com.callvault.signaling.Service;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that dies right after its commit: everything that it decided is carried out by the sweeps, as it was decided. */
class CrashIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    /** Commits a command and does nothing of what follows from it. */
    private static void commitAndCrash(FakeDevice by, UUID id, ClientFrame.CallFrame frame) {
        long now = System.currentTimeMillis();
        CallInput.Asked asked =
                running.service().bean(Intake.class).read(id, new Command.Call(by.origin(), now, frame), now);
        running.service().bean(Transactions.class).carryOut(id, frame.call(), asked, frame.id());
    }

    private record Written(String id, String data) {}

    private static List<Written> outbox(CallId call) {
        return running.service()
                .jdbc()
                .sql("select id, data from outbox where call = ? order by position")
                .param(call.value())
                .query((rs, i) -> new Written(rs.getString(1), new String(rs.getBytes(2), StandardCharsets.UTF_8)))
                .list();
    }

    @Test
    void theSweepsFinishWhatACrashLeft() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ClientFrame.CallInit init =
                new ClientFrame.CallInit("init", call, bob.address(), ann.intent(call, bob.address()));
        UUID initId = UUID.randomUUID();
        commitAndCrash(ann, initId, init);
        List<Written> placed = outbox(call);
        assertThat(placed).hasSize(1);
        bob.rings(call);
        ann.await(ServerFrame.CallProgress.class);
        assertThat(ann.frames(ServerFrame.Ok.class)).isEmpty();
        ann.send(initId, init);
        assertThat(ann.ok("init").state()).as("the broker delivers it again").isEqualTo(ServerFrame.CallStatus.RINGING);

        bob.acks(call, ann.address(), 1);
        FakeDevice tablet = FakeDevice.of(bob.person(), running.gateway());
        UUID endId = UUID.randomUUID();
        commitAndCrash(ann, endId, new ClientFrame.CallEnd("end", call, bob.address(), null));
        List<Written> ended = outbox(call);
        assertThat(ended).as("the end and the record").hasSizeBetween(2, 3);
        Written record = ended.getLast();
        assertThat(bob.ends(call).reason()).isEqualTo(EndReason.CANCELLED);
        assertThat(tablet.ends(call).reason()).as("settled by the sweep").isEqualTo(EndReason.CANCELLED);
        Awaitility.await("an outbox that is empty")
                .atMost(Duration.ofSeconds(20))
                .until(() -> outbox(call).isEmpty());
        List<ConsumerRecord<String, byte[]>> events = KafkaReader.of(Topics.CALLS_EVENTS, call.toString());
        assertThat(events.getFirst().value())
                .as("the same bytes")
                .isEqualTo(placed.getFirst().data().getBytes(StandardCharsets.UTF_8));
        List<ConsumerRecord<String, byte[]>> records = KafkaReader.of(Topics.CALLS_RECORDS, call.toString());
        assertThat(records).hasSize(1);
        assertThat(new String(records.getFirst().value(), StandardCharsets.UTF_8))
                .isEqualTo(record.data());
        assertThat(EventCodec.decode(records.getFirst(), com.callvault.common.event.CallRecord.class)
                        .id())
                .hasToString(record.id());
        String conversation =
                ConversationId.between(ann.address(), bob.address()).value();
        List<ConsumerRecord<String, byte[]>> left = Awaitility.await("what is left in the conversation")
                .atMost(Duration.ofSeconds(20))
                .until(() -> KafkaReader.of(Topics.CHAT_COMMANDS, conversation), found -> !found.isEmpty());
        assertThat(left).hasSize(1);
        assertThat(EventCodec.decode(left.getFirst(), MissedCall.class).data()).satisfies(missed -> {
            assertThat(missed.call()).isEqualTo(call);
            assertThat(missed.from()).isEqualTo(ann.address());
            assertThat(missed.unseen()).isNull();
        });
    }

    @Test
    void aRingThatWasOwedAsTheCallEndedIsSettled() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = FakeDevice.away(TestIdentity.random(new SecureRandom()), running.gateway());
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        ann.ok("init");
        CallState.Known ringing =
                (CallState.Known) running.service().bean(Ledger.class).read(call);
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        ann.ok("end");
        running.gateway().emptyRedis();
        // A worker that was held up between its look at the ledger and the owe, and finds no tombstone.
        running.service().bean(Deliveries.class).deliver(ringing, List.of(new Effect.Ring()), null);
        assertThat(bob.attach(running.gateway()))
                .as("no ghost ring")
                .noneMatch(ServerFrame.CallIncoming.class::isInstance)
                .anyMatch(ServerFrame.CallEnded.class::isInstance);
    }

    /** Else it would count on from the one before, and wait for a frame that it has acknowledged. */
    @Test
    void aPageThatIsLoadedAnewCountsOnFromWhatTheSweepHasSent() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, bob, "init");
        bob.rings(call);
        bob.accepts(call, ann.address(), intent, "accept");
        ann.await(ServerFrame.CallAccepted.class);
        commitAndCrash(
                bob, UUID.randomUUID(), new ClientFrame.WebrtcOffer("offer", call, ann.address(), 1L, "sdp", "proof"));
        ServerFrame.WebrtcOffer offer = ann.await(ServerFrame.WebrtcOffer.class);
        assertThat(ann.attach(running.gateway()))
                .filteredOn(ServerFrame.CallState.class::isInstance)
                .singleElement()
                .satisfies(
                        state -> assertThat(((ServerFrame.CallState) state).n()).isEqualTo(offer.n()));
    }

    @Test
    void twoInstancesShareTheWorkAndOneGoesOnAlone() {
        Service other = Service.start(running.service().database(), Map.of());
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, bob, "init");
        bob.rings(call);
        other.close();
        bob.accepts(call, ann.address(), intent, "accept");
        ann.await(ServerFrame.CallAccepted.class);
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        assertThat(bob.ends(call).reason()).isEqualTo(EndReason.COMPLETED);
        Awaitility.await("the record")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        KafkaReader.of(Topics.CALLS_RECORDS, call.toString()).size() == 1);
    }
}
