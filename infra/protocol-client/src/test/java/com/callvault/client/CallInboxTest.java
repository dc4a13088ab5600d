package com.callvault.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallInboxTest {
    private final CallInbox inbox = CallInbox.remembering();
    private final UUID call = UUID.randomUUID();

    @Test
    void anEarlyFrameOfAPlacedCallWaitsForTheOneBeforeIt() {
        inbox.placed(call, "call:peer");
        assertThat(receive(2)).isNull();
        assertThat(inbox.firstMissing(call)).hasValue(1);
        assertThat(receive(1)).isEqualTo(new CallInbox.Ack("call:peer", 2));
        assertThat(inbox.firstMissing(call)).isEmpty();
        assertThat(applied()).containsExactly(1L, 2L);
    }

    @Test
    void whatComesTwiceIsAppliedOnceAndAcknowledgedAgain() {
        receive(1);
        assertThat(receive(1)).isEqualTo(new CallInbox.Ack("call:peer", 1));
        assertThat(applied()).containsExactly(1L);
    }

    @Test
    void anyOrderWithAnyRepeatsEndsInTheSameLine() {
        var random = new Random(20_260_401);
        for (int round = 0; round < 200; round++) {
            var shuffled = new ArrayList<Long>();
            for (long n = 1; n <= 12; n++) {
                shuffled.addAll(Collections.nCopies(1 + random.nextInt(3), n));
            }
            Collections.shuffle(shuffled, random);
            var fresh = CallInbox.remembering();
            fresh.placed(call, "call:peer");
            shuffled.forEach(n -> fresh.receive(call, n, frame(n)));
            assertThat(fresh.applied().all().stream().map(frame -> frame.number("n")))
                    .as("round %d", round)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        }
    }

    @Test
    void whoDoesNotKnowTheCallCountsFromTheFirstItSees() {
        assertThat(receive(2)).isEqualTo(new CallInbox.Ack("call:peer", 2));
        assertThat(receive(1)).isEqualTo(new CallInbox.Ack("call:peer", 2));
        assertThat(applied()).containsExactly(2L);
    }

    @Test
    void aSnapshotIsForOneWhoDoesNotKnowTheCall() {
        receive(1);
        assertThat(inbox.receive(call, 5, state(5))).isNull();
        assertThat(receive(2)).isEqualTo(new CallInbox.Ack("call:peer", 2));

        var reloaded = CallInbox.remembering();
        assertThat(reloaded.receive(call, 5, state(5))).isNull();
        assertThat(reloaded.receive(call, 6, frame(6))).isEqualTo(new CallInbox.Ack("call:peer", 6));
    }

    private Frame state(long n) {
        return new Frame(Json.frame("call:state").put("n", n).put("peer", "call:peer"), 0);
    }

    @Test
    void aFrameThatNamesNobodyIsAcknowledgedToWhomTheCallWasPlaced() {
        var progress = new Frame(Json.frame("call:progress"), 0);
        assertThat(inbox.receive(call, 1, progress)).isNull();
        inbox.placed(call, "call:callee");
        assertThat(inbox.receive(call, 1, progress)).isEqualTo(new CallInbox.Ack("call:callee", 1));
    }

    private CallInbox.@Nullable Ack receive(long n) {
        return inbox.receive(call, n, frame(n));
    }

    private Frame frame(long n) {
        return new Frame(
                Json.frame("call:incoming")
                        .put("n", n)
                        .put("call", call.toString())
                        .put("peer", "call:peer"),
                0);
    }

    private List<Long> applied() {
        return inbox.applied().all().stream().map(frame -> frame.number("n")).toList();
    }
}
