package com.callvault.signaling.call;

import static com.callvault.signaling.call.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.EndReason;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.call.CallState.Ended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a call failed, what is counted of it, and the line in the log. */
class FailureTest {
    private static final String TURN = "turn:turn.example.com:3478?transport=udp";
    private final CallMachine machine = new CallMachine(TIMING);
    private CallState state = active();

    @ParameterizedTest
    @CsvSource({
        "0, '',     0, '',  NO_RELAY",
        "0, 701,    0, '',  UNREACHABLE",
        "0, '',     0, 701, UNREACHABLE",
        "1, 701,    1, 701, NO_PATH",
        "1, '',     0, '',  NO_PATH",
        "1, '',     0, 401, CREDENTIALS",
        "0, 701;438, 0, '', CREDENTIALS",
        "0, 486,    0, 701, QUOTA"
    })
    void whatBothSaidTellsTheCause(
            int callersRelays, String callersErrors, int calleesRelays, String calleesErrors, Failure cause) {
        gathered(BY_DESK, callersRelays, callersErrors);
        gathered(BY_PHONE, calleesRelays, calleesErrors);
        assertThat(Failure.of(ends(EndReason.ICE_FAILED, 31_000))).isEqualTo(cause);
    }

    @Test
    void whoHangsUpBeforeThereIsAPathHasHadAFailedCall() {
        assertThat(Failure.of(ends(EndReason.COMPLETED, 10_000)))
                .as("nobody said anything of media: an older page, or another client")
                .isNull();
        gathered(BY_DESK, 0, "");
        assertThat(Failure.of(ends(EndReason.COMPLETED, 10_000))).isEqualTo(Failure.NO_RELAY);
        assertThat(Failure.of(ends(EndReason.COMPLETED, 3000)))
                .as("they changed their mind")
                .isNull();
        says(BY_PHONE, "connected", "{}");
        assertThat(Failure.of(ends(EndReason.COMPLETED, 10_000))).isNull();
        assertThat(Failure.of(ends(EndReason.ICE_FAILED, 10_000))).isEqualTo(Failure.INTERRUPTED);
        assertThat(Failure.of(unanswered())).isNull();
    }

    @Test
    void theLineNamesServersAndNobodysNetwork() {
        gathered(BY_DESK, 0, "401;701");
        says(BY_PHONE, "failed", """
                {"reason":"ice_failed","candidates":[{"type":"host","count":3,"address":"192.0.2.7"}],
                 "errors":[{"url":"turn:x:3478 level=fine\\n192.0.2.7","code":401},{"url":7,"code":401}]}""");
        Ended ended = ends(EndReason.ICE_FAILED, 31_000);
        String desk = DESK.toString().substring(0, 13);
        String phone = PHONE.toString().substring(0, 13);
        assertThat(Failure.CREDENTIALS.line(ended))
                .isEqualTo("call=" + CALL.toString().substring(0, 13) + "… reason=ice_failed cause=credentials"
                        + " answeredForMs=30000 caller=" + ANN.shortened() + " caller.device=" + desk
                        + "… caller.connected=false caller.candidates=host:2,srflx:1,relay:0 caller.errors=401@" + TURN
                        + ",701@" + TURN + " callee=" + BOB.shortened() + " callee.device=" + phone
                        + "… callee.connected=false callee.candidates=host:3,srflx:0,relay:0 callee.errors=none");
    }

    @Test
    void whatADeviceMakesUpIsKeptSmallAndIsNoLabel() {
        String many =
                IntStream.range(0, 500).mapToObj(i -> String.valueOf(300 + i)).collect(Collectors.joining(";"));
        gathered(BY_DESK, 2_000_000, many);
        says(BY_DESK, "media", "{\"flowing\":true,\"firstSoundMs\":99999999999}");
        Ended ended = ends(EndReason.ICE_FAILED, 31_000);
        assertThat(ended.caller().facts().allErrors()).hasSize(MediaFacts.MOST_ERRORS);
        assertThat(ended.caller().facts().firstSoundMs()).isNull();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new MediaMetrics(meters).over(ended);
        assertThat(meters.find("callvault.calls.ice.errors").counters())
                .extracting(counter -> counter.getId().getTag("code"))
                .containsExactlyInAnyOrder("300", "other");
    }

    @Test
    void aCallThatConnectedIsCountedOnceByItsPath() {
        says(BY_DESK, "connected", """
                {"local":"srflx","remote":"relay","protocol":"udp"}""");
        says(BY_PHONE, "connected", """
                {"local":"relay","remote":"prflx","protocol":"udp","relayProtocol":"tls"}""");
        says(BY_PHONE, "connected", """
                {"local":"relay","remote":"prflx","protocol":"udp","relayProtocol":"tls"}""");
        says(BY_DESK, "media", "{\"flowing\":true,\"firstSoundMs\":200}");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new MediaMetrics(meters).over(ends(EndReason.COMPLETED, 31_000));
        assertThat(meters.get("callvault.calls.connected")
                        .tags("path", "relay", "protocol", "tls")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("callvault.calls.first.sound").timer().count()).isEqualTo(1);
        assertThat(meters.find("callvault.calls.failed").counters()).isEmpty();
    }

    /** @param errors codes, with {@code ;} between them */
    private void gathered(Sender by, int relays, String errors) {
        String all = Arrays.stream(errors.split(";"))
                .filter(code -> !code.isEmpty())
                .map("{\"url\":\"%s\",\"code\":%%s}".formatted(TURN)::formatted)
                .collect(Collectors.joining(","));
        says(by, "gathered", """
                {"candidates":[{"type":"host","count":2},{"type":"srflx","count":1},{"type":"relay","count":%d}],
                 "errors":[%s]}""".formatted(relays, all));
    }

    private void says(Sender by, String event, String details) {
        state = machine.next(state, report(by, event, details), PLACED_AT + 2000)
                .state();
    }

    /** @param afterMs from when it was placed; it was answered after 1 s */
    private Ended ends(EndReason reason, long afterMs) {
        return (Ended) machine.next(state, new CallInput.End(BY_DESK, reason), PLACED_AT + afterMs)
                .state();
    }
}
