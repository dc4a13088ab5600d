package com.callvault.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameCodecTest {
    private static final String PEER = "call:5Au7bKAMnQDUo2kNLQ521MD9M3LGReBSsL4mqKcwkDYQ";
    private static final String CALL = "01890000-0000-7000-8000-000000000001";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"ping\"              | malformed    |",
                "[]                              | malformed    |",
                "null                            | malformed    |",
                "\"ping\"                        | malformed    |",
                "{}                              | malformed    |",
                "{\"type\":7}                    | malformed    |",
                "{\"type\":null}                 | malformed    |",
                "{\"type\":\"ping\",\"type\":\"ping\"} | malformed |",
                "{\"type\":\"ping\",\"id\":\"a\",\"id\":\"b\"} | malformed |",
                "{\"type\":\"ping\"} {}          | malformed    |",
                "{\"type\":\"ping\",\"id\":7}    | malformed    |",
                "{\"type\":\"call:fly\",\"id\":\"r1\"} | unknown_type | r1",
                "{\"type\":\"call:ringing\",\"id\":\"r1\",\"call\":\"CALL\"} | malformed | r1",
                "{\"type\":\"call:ringing\",\"id\":\"r1\",\"call\":\"1-1-1-1-1\",\"peer\":\"PEER\"} | malformed | r1",
                "{\"type\":\"call:ringing\",\"id\":\"r1\",\"call\":\"CALL\",\"peer\":\"call:0OIl\"} | bad_address | r1",
                "{\"type\":\"call:ringing\",\"id\":\"r1\",\"call\":\"CALL\",\"peer\":\"call:4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM\"} | bad_address | r1",
                "{\"type\":\"call:ack\",\"call\":\"CALL\",\"peer\":\"PEER\",\"n\":0} | malformed |",
                "{\"type\":\"call:ack\",\"call\":\"CALL\",\"peer\":\"PEER\",\"n\":1.5} | malformed |",
                "{\"type\":\"call:ack\",\"call\":\"CALL\",\"peer\":\"PEER\",\"n\":\"1\"} | malformed |",
                "{\"type\":\"msg:typing\",\"to\":\"PEER\",\"on\":\"true\"} | malformed |",
                "{\"type\":\"msg:send\",\"to\":\"PEER\",\"clientId\":\"CALL\",\"kind\":\"call\",\"body\":\"audio\"} | malformed |",
                "{\"type\":\"com.callvault.chat.missed-call.v1\",\"to\":\"PEER\",\"call\":\"CALL\",\"media\":\"audio\"} | unknown_type |",
                "{\"type\":\"webrtc:ice\",\"call\":\"CALL\",\"peer\":\"PEER\",\"gen\":1,\"candidates\":[null]} | malformed |",
                "{\"type\":\"call:reject\",\"call\":\"CALL\",\"peer\":\"PEER\",\"reason\":\"bored\"} | malformed |",
            })
    void refusesWithTheErrorThatSaysWhatToMend(String text, String code, String re) {
        String frame = text.replace("PEER", PEER).replace("CALL", CALL);
        WireException refused = catchThrowableOfType(WireException.class, () -> FrameCodec.decode(frame));
        assertThat(refused).as("refusal of %s", frame).isNotNull();
        assertThat(refused.code().wire()).isEqualTo(code);
        assertThat(refused.re()).isEqualTo(re);
        assertThat(refused.advice()).isNotBlank().doesNotContain("null");
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false"})
    void anIdHasUpTo64Characters(int length, boolean fits) {
        String frame = "{\"type\":\"ping\",\"id\":\"" + "x".repeat(length) + "\"}";
        WireException refused = catchThrowableOfType(WireException.class, () -> FrameCodec.decode(frame));
        assertThat(refused == null).isEqualTo(fits);
    }
}
