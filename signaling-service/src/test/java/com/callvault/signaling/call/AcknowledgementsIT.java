package com.callvault.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.FakeDevice;
import com.callvault.signaling.Running;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Acknowledgements of many calls in one transaction: each counts for its own device, call and frame, and for nothing else. */
class AcknowledgementsIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    private static Command.Call ack(FakeDevice by, FakeDevice peer, CallId call, long n) {
        return new Command.Call(
                by.origin(), System.currentTimeMillis(), new ClientFrame.CallAck("ack-" + n, call, peer.address(), n));
    }

    private static List<Long> owed(FakeDevice device, CallId call) {
        return running.service()
                .jdbc()
                .sql("select n from owed_frame where call = ? and address = ? order by n")
                .params(call.value(), device.address().value())
                .query((rs, i) -> rs.getLong(1))
                .list();
    }

    private static CallId ringing(FakeDevice caller, FakeDevice callee) {
        CallId call = FakeDevice.newCall();
        caller.calls(call, callee, "init");
        caller.ok("init");
        callee.rings(call);
        return call;
    }

    private static CallState.Ringing state(CallId call) {
        return (CallState.Ringing) running.service().bean(Ledger.class).read(call);
    }

    @Test
    void eachCountsForItsOwnCallAndDevice() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice cleo = running.somebody();
        FakeDevice dan = running.somebody();
        CallId first = ringing(ann, bob);
        CallId second = ringing(cleo, dan);
        CallId nobodys = FakeDevice.newCall();
        assertThat(owed(ann, first)).containsExactly(1L);
        assertThat(owed(cleo, second)).containsExactly(1L);
        running.service()
                .bean(CallDesk.class)
                .acknowledge(List.of(
                        ack(ann, bob, first, 1),
                        ack(bob, ann, first, 1),
                        ack(ann, bob, first, 1),
                        ack(dan, cleo, second, 1),
                        ack(dan, ann, first, 7),
                        ack(ann, bob, nobodys, 2)));
        assertThat(owed(ann, first)).isEmpty();
        assertThat(owed(cleo, second)).as("she has not said that she has it").containsExactly(1L);
        assertThat(state(first).heard()).containsExactly(bob.id());
        assertThat(state(second).heard()).containsExactly(dan.id());
        assertThat(state(first).caller().unacknowledged()).isZero();
        assertThat(state(second).caller().unacknowledged()).isEqualTo(1);
        assertThat(ann.ok("ack-1").state()).isEqualTo(ServerFrame.CallStatus.RINGING);
        assertThat(dan.await(ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.NOT_YOUR_CALL);
        assertThat(ann.await(ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.NO_SUCH_CALL);
    }

    @Test
    void oneThatComesTooLateIsToldTheEnd() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId over = ringing(ann, bob);
        CallId live = ringing(running.somebody(), running.somebody());
        ann.send(new ClientFrame.CallEnd("end", over, bob.address(), null));
        ann.ok("end");
        bob.ends(over);
        long heard = state(live).version();
        running.service().bean(CallDesk.class).acknowledge(List.of(ack(bob, ann, over, 1), ack(ann, bob, over, 1)));
        assertThat(owed(bob, over)).as("he had the ring while it ended").containsExactly(2L);
        assertThat(state(live).version()).isEqualTo(heard);
    }

    @Test
    void whatCameBeforeABrokenRecordIsDone() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = ringing(ann, bob);
        var written = new EventCodec("/gateway-service")
                .encode(Topics.CALLS_COMMANDS, "pair", UUID.randomUUID(), Instant.now(), ack(ann, bob, call, 1));
        ConsumerRecord<String, byte[]> acknowledgement =
                new ConsumerRecord<>(Topics.CALLS_COMMANDS, 0, 1, "pair", written.value());
        written.headers().forEach(acknowledgement.headers()::add);
        ConsumerRecord<String, byte[]> broken =
                new ConsumerRecord<>(Topics.CALLS_COMMANDS, 0, 2, "pair", new byte[] {'{'});
        CommandListener listener = running.service().bean(CommandListener.class);
        assertThatThrownBy(() -> listener.take(List.of(acknowledgement, broken)))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        failed -> assertThat(failed.getRecord()).isSameAs(broken));
        assertThat(owed(ann, call)).isEmpty();
    }
}
