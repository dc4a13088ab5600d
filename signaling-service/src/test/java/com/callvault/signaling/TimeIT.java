package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallRecord;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What time alone does, with a short ring and a short grace. */
class TimeIT {
    @RegisterExtension
    static final Running running =
            Running.with(Map.of("callvault.call.ring-timeout", "8s", "callvault.call.grace", "1s"));

    @Test
    void aRingThatNobodyAnswersIsMissed() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        ServerFrame.CallIncoming ring = bob.rings(call);
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.NO_ANSWER);
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(ring.expiresAt());
        assertThat(bob.ends(call).reason()).isEqualTo(EndReason.MISSED);
        CallRecord record = awaitRecord(call);
        assertThat(record.reason()).isEqualTo(EndReason.NO_ANSWER);
        assertThat(record.endedBy()).isNull();
        CallId next = FakeDevice.newCall();
        ann.calls(next, bob, "next");
        assertThat(ann.ok("next").state()).as("nobody stays engaged").isEqualTo(ServerFrame.CallStatus.RINGING);
    }

    @Test
    void aCallThatBothHaveLeftIsLostAndOneThatOneHasLeftIsNot() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        String intent = ann.calls(call, bob, "init");
        bob.rings(call);
        bob.accepts(call, ann.address(), intent, "accept");
        ann.await(ServerFrame.CallAccepted.class);
        bob.detach();
        long before = looks(call);
        Awaitility.await("two looks at the call")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .until(() -> looks(call) > before + 6000);
        assertThat(ann.frames(ServerFrame.CallEnded.class)).isEmpty();
        List<ServerFrame> owed = FakeDevice.of(bob.person, running.gateway()).frames();
        assertThat(owed).as("another device of the same person").noneMatch(ServerFrame.CallState.class::isInstance);
        assertThat(bob.attach(running.gateway()).getFirst())
                .isInstanceOfSatisfying(ServerFrame.CallState.class, state -> {
                    assertThat(state.state()).isEqualTo(ServerFrame.CallStatus.ACTIVE);
                    assertThat(state.role()).isEqualTo(ServerFrame.Role.CALLEE);
                    assertThat(state.intent()).isEqualTo(intent);
                    assertThat(state.acceptance()).isNotNull();
                });
        bob.detach();
        ann.detach();
        CallRecord record = awaitRecord(call);
        assertThat(record.reason()).isEqualTo(EndReason.LOST);
        assertThat(ann.attach(running.gateway()))
                .filteredOn(ServerFrame.CallEnded.class::isInstance)
                .singleElement()
                .satisfies(end ->
                        assertThat(((ServerFrame.CallEnded) end).reason()).isEqualTo(EndReason.LOST));
    }

    /** When the call is looked at next. */
    private static long looks(CallId call) {
        return running.service()
                .jdbc()
                .sql("select (state::json ->> 'lookAt')::bigint from calls where call = ?")
                .param(call.value())
                .query(Long.class)
                .single();
    }

    private static CallRecord awaitRecord(CallId call) {
        return Awaitility.await("the record of the call")
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> KafkaReader.events(Topics.CALLS_RECORDS, call.toString(), CallRecord.class),
                        found -> !found.isEmpty())
                .getFirst();
    }
}
