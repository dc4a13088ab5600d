package com.callvault.signaling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.callvault.common.event.Policy;
import com.callvault.common.event.Policy.Day;
import com.callvault.common.event.Policy.StrangersLearn;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people send as their policy. */
class PolicyDocumentTest {
    private static final Policy DEFAULTS = PolicyDocument.byDefault(StrangersLearn.NOTHING);

    private static Policy read(String document) {
        return PolicyDocument.read(Members.of(Json.MAPPER.readTree(document)), DEFAULTS);
    }

    @Test
    void whatIsAbsentIsAsTheServerHasIt() {
        assertThat(read("{}")).isEqualTo(DEFAULTS);
        assertThat(read("{\"doNotDisturb\":null,\"hours\":{},\"timeZone\":null,\"newer\":1}"))
                .isEqualTo(DEFAULTS);
    }

    @Test
    void aDocumentFromBeforeThereWasSuchAChoiceTellsOfPresenceAndOfWhatWasRead() {
        String older = Json.write(DEFAULTS).replace(",\"presence\":true,\"receipts\":true", "");
        assertThat(older).doesNotContain("presence");
        assertThat(Json.MAPPER.readValue(older, Policy.class)).isEqualTo(DEFAULTS);
        assertThat(DEFAULTS.presence()).isTrue();
        assertThat(DEFAULTS.receipts()).isTrue();
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Policy policy = read("""
                {"timeZone":"Australia/Lord_Howe","whoMayRing":"contacts_and_requests","unknownCallers":"ring_silently",
                 "strangersLearn":"everything","blockAfterRejections":20,"presence":false,"receipts":false,
                 "doNotDisturb":{"on":true,"until":1790000000000,"secondCallRings":true,
                   "weekly":[{"days":["sun","mon","sun"],"from":"22:00","to":"07:00"}]},
                 "hours":{"on":true,"weekly":[{"days":["mon"],"from":"00:00","to":"24:00"}],"message":" Back at nine "}}""");
        assertThat(read(Json.write(policy))).isEqualTo(policy);
        assertThat(Json.MAPPER.readValue(Json.write(policy), Policy.class)).isEqualTo(policy);
        assertThat(policy.hours().message()).isEqualTo("Back at nine");
        assertThat(policy.doNotDisturb().weekly().getFirst().days())
                .as("each once, in the order of the week")
                .isEqualTo(List.of(Day.MONDAY, Day.SUNDAY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"timeZone":"Berlin"} | timeZone
            {"timeZone":"+01:00"} | timeZone
            {"timeZone":1} | timeZone
            {"doNotDisturb":true} | doNotDisturb
            {"doNotDisturb":{"on":"yes"}} | doNotDisturb.on
            {"doNotDisturb":{"on":1}} | doNotDisturb.on
            {"doNotDisturb":{"until":"noon"}} | doNotDisturb.until
            {"doNotDisturb":{"until":-1}} | doNotDisturb.until
            {"doNotDisturb":{"until":1.5}} | doNotDisturb.until
            {"doNotDisturb":{"until":9007199254740992}} | doNotDisturb.until
            {"doNotDisturb":{"until":99999999999999999999}} | doNotDisturb.until
            {"doNotDisturb":{"secondCallRings":"no"}} | doNotDisturb.secondCallRings
            {"doNotDisturb":{"weekly":{}}} | doNotDisturb.weekly
            {"doNotDisturb":{"weekly":[1]}} | doNotDisturb.weekly[0]
            {"doNotDisturb":{"weekly":[{"days":[],"from":"22:00","to":"23:00"}]}} | doNotDisturb.weekly[0].days
            {"doNotDisturb":{"weekly":[{"days":["Mon"],"from":"22:00","to":"23:00"}]}} | doNotDisturb.weekly[0].days
            {"doNotDisturb":{"weekly":[{"days":[1],"from":"22:00","to":"23:00"}]}} | doNotDisturb.weekly[0].days
            {"doNotDisturb":{"weekly":[{"days":["mon"],"from":"22","to":"23:00"}]}} | doNotDisturb.weekly[0].from
            {"doNotDisturb":{"weekly":[{"days":["mon"],"from":"24:00","to":"23:00"}]}} | doNotDisturb.weekly[0].from
            {"doNotDisturb":{"weekly":[{"days":["mon"],"from":"22:60","to":"23:00"}]}} | doNotDisturb.weekly[0].from
            {"doNotDisturb":{"weekly":[{"days":["mon"],"from":"22:00"}]}} | doNotDisturb.weekly[0].to
            {"doNotDisturb":{"weekly":[{"days":["mon"],"from":"22:00","to":"24:01"}]}} | doNotDisturb.weekly[0].to
            {"doNotDisturb":{"weekly":[{"days":["mon"],"from":"22:00","to":"22:00"}]}} | doNotDisturb.weekly[0].to
            {"hours":{"on":true}} | hours.weekly
            {"hours":{"message":7}} | hours.message
            {"hours":{"message":"a\\u0000b"}} | hours.message
            {"hours":{"message":"a\\nb"}} | hours.message
            {"hours":{"message":"a\\ud800"}} | hours.message
            {"hours":{"weekly":[{"days":["mon"],"from":"9:00","to":"17:00"}]}} | hours.weekly[0].from
            {"whoMayRing":"nobody"} | whoMayRing
            {"whoMayRing":0} | whoMayRing
            {"unknownCallers":"RING"} | unknownCallers
            {"strangersLearn":true} | strangersLearn
            {"presence":"no"} | presence
            {"receipts":0} | receipts
            {"blockAfterRejections":21} | blockAfterRejections
            {"blockAfterRejections":-1} | blockAfterRejections
            {"blockAfterRejections":"3"} | blockAfterRejections""")
    void whatIsWrongIsNamed(String document, String member) {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> read(document))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
                    assertThat(refused.advice()).startsWith("\"" + member + "\" must be ");
                });
    }

    @Test
    void whatIsTooLongIsNamed() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> read("{\"hours\":{\"message\":\"" + "n".repeat(201) + "\"}}"))
                .satisfies(refused -> assertThat(refused.advice()).contains("hours.message"));
        String window = "{\"days\":[\"mon\"],\"from\":\"22:00\",\"to\":\"23:00\"}";
        String windows = String.join(",", Collections.nCopies(29, window));
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> read("{\"doNotDisturb\":{\"weekly\":[" + windows + "]}}"))
                .satisfies(refused -> assertThat(refused.advice()).contains("doNotDisturb.weekly"));
    }
}
