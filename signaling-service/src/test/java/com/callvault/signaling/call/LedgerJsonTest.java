package com.callvault.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.Json;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerJsonTest {
    static Stream<CallState.Known> states() {
        return Stream.of(
                Fixtures.unheard(), Fixtures.ringing(), Fixtures.active(), Fixtures.unanswered(), Fixtures.answered());
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateIsReadAsItWasWritten(CallState.Known state) {
        String facts = Json.write(state.call());
        String json = Json.write(state);
        assertThat(json).as("what has a column of its own").doesNotContain("\"call\":{", "\"version\"");
        assertThat(Ledger.decode(state.version(), facts, json)).isEqualTo(state);
    }
}
