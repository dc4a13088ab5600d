package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallQuality;
import com.callvault.common.event.CallRecord;
import com.callvault.common.event.Topics;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What becomes of what two devices say of their media: the outcome, the record, figures, and a line for the operator. */
@ExtendWith(OutputCaptureExtension.class)
class MediaOutcomeIT {
    private static final String TURN = "turn:turn.example.com:3478?transport=udp";

    @RegisterExtension
    static final Running running = Running.withDefaults();

    private final CallId call = FakeDevice.newCall();
    private FakeDevice ann;
    private FakeDevice bob;

    @BeforeEach
    void answered() {
        ann = running.somebody();
        bob = running.somebody();
        String intent = ann.calls(call, bob, "init");
        bob.rings(call);
        bob.accepts(call, ann.address(), intent, "accept");
        bob.ok("accept");
    }

    @Test
    void aCallWithoutAPathIsRecordedCountedAndLoggedOnce(CapturedOutput output) {
        double failed = figure("callvault_calls_failed_total{cause=\"credentials\",reason=\"ice_failed\"");
        double refused = figure("callvault_calls_ice_errors_total{code=\"401\"");
        says(ann, bob, "gathered", """
                {"candidates":[{"type":"host","count":2,"address":"192.0.2.7"}],
                 "errors":[{"url":"%s","code":401,"text":"Unauthorized","count":3}]}""".formatted(TURN));
        says(bob, ann, "gathered", """
                {"candidates":[{"type":"host","count":1},{"type":"relay","url":"%s","count":1}],"errors":[]}""".formatted(TURN));
        says(bob, ann, "failed", "{\"reason\":\"ice_failed\"}");
        // Its page believes that media had flowed.
        var end = new ClientFrame.CallEnd("end", call, ann.address(), "ice_timeout");
        UUID command = UUID.randomUUID();
        bob.send(command, end);
        bob.send(command, end);
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.ICE_FAILED);
        assertThat(bob.ends(call).reason()).isEqualTo(EndReason.ICE_FAILED);
        CallRecord record = awaitRecord();
        assertThat(record.reason()).isEqualTo(EndReason.ICE_FAILED);
        assertThat(record.path()).isNull();
        bob.send(new ClientFrame.CallReport("last", call, ann.address(), "summary", Map.of()));
        bob.ok("last");
        assertThat(figure("callvault_calls_failed_total{cause=\"credentials\",reason=\"ice_failed\""))
                .isEqualTo(failed + 1);
        assertThat(figure("callvault_calls_ice_errors_total{code=\"401\"")).isEqualTo(refused + 1);
        List<String> lines = output.getAll()
                .lines()
                .filter(line -> line.contains("call=" + call.toString().substring(0, 13)))
                .toList();
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "reason=ice_failed",
                        "cause=credentials",
                        "caller=" + ann.address().shortened(),
                        "caller.candidates=host:2,srflx:0,relay:0",
                        "caller.errors=401@" + TURN,
                        "callee.candidates=host:1,srflx:0,relay:1",
                        "callee.errors=none")
                .doesNotContain(
                        "192.0.2.7",
                        call.toString(),
                        ann.address().value(),
                        bob.address().value());
    }

    @Test
    void aCallThatTalkedSaysInItsRecordHow(CapturedOutput output) {
        String relayedByTls = "callvault_calls_connected_total{path=\"relay\",protocol=\"tls\"";
        double before = figure(relayedByTls);
        double sounds = figure("callvault_calls_first_sound_seconds_count");
        String caller = """
                {"local":"host","remote":"relay","protocol":"udp"}""";
        says(ann, bob, "connected", caller);
        says(bob, ann, "connected", """
                {"local":"relay","remote":"prflx","protocol":"udp","relayProtocol":"tls"}""");
        says(ann, bob, "connected", caller);
        says(ann, bob, "media", "{\"flowing\":true,\"firstSoundMs\":210}");
        says(bob, ann, "media", "{\"flowing\":true,\"firstSoundMs\":180}");
        ann.send(new ClientFrame.CallEnd("end", call, bob.address(), null));
        bob.ends(call);
        says(bob, ann, "summary", "{\"counts\":{\"lostPackets\":3}}");
        CallRecord record = awaitRecord();
        assertThat(record.reason()).isEqualTo(EndReason.COMPLETED);
        assertThat(record.path()).isEqualTo(CallRecord.Path.RELAY);
        assertThat(record.firstSoundMs()).isEqualTo(210);
        assertThat(figure(relayedByTls)).isEqualTo(before + 1);
        assertThat(figure("callvault_calls_first_sound_seconds_count")).isEqualTo(sounds + 2);
        Awaitility.await("the summary that came after the end")
                .untilAsserted(
                        () -> assertThat(KafkaReader.events(Topics.CALLS_QUALITY, call.toString(), CallQuality.class))
                                .extracting(CallQuality::event)
                                .containsExactly("connected", "connected", "connected", "media", "media", "summary"));
        assertThat(output).doesNotContain("call=" + call.toString().substring(0, 13));
    }

    @Test
    void aCallThatHadFlowedIsOneThatWasLostWhateverThePageSays() {
        says(ann, bob, "connected", "{\"local\":\"host\",\"remote\":\"host\",\"protocol\":\"udp\"}");
        bob.send(new ClientFrame.CallEnd("end", call, ann.address(), "ice_failed"));
        assertThat(ann.await(ServerFrame.CallEnded.class).reason()).isEqualTo(EndReason.ICE_TIMEOUT);
        CallRecord record = awaitRecord();
        assertThat(record.reason()).isEqualTo(EndReason.ICE_TIMEOUT);
        assertThat(record.path()).isEqualTo(CallRecord.Path.DIRECT);
    }

    private void says(FakeDevice by, FakeDevice to, String event, String details) {
        Map<String, JsonNode> members = new HashMap<>();
        Json.MAPPER.readTree(details).properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        String re = UUID.randomUUID().toString();
        by.send(new ClientFrame.CallReport(re, call, to.address(), event, members));
        by.ok(re);
    }

    private CallRecord awaitRecord() {
        return Awaitility.await("the record of the call")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> KafkaReader.events(Topics.CALLS_RECORDS, call.toString(), CallRecord.class),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** The sum of the samples that begin like this. */
    private static double figure(String sample) {
        return Http.metrics(running.service())
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
