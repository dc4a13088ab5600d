package com.callvault.common.jws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit, and a millisecond beyond it. */
class FreshnessTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"INTENT,-60000", "INTENT,0", "INTENT,60000", "PROOF,-120000", "PROOF,0", "PROOF,120000"})
    void whatIsFreshPasses(Freshness rule, long signedAfterMs) {
        assertThatCode(() -> rule.check(RECEIVED.plusMillis(signedAfterMs), RECEIVED))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "INTENT,-60001,STALE_INTENT",
        "INTENT,60001,CLOCK_SKEW",
        "PROOF,-120001,CLOCK_SKEW",
        "PROOF,120001,CLOCK_SKEW"
    })
    void whatIsNotFreshIsRefused(Freshness rule, long signedAfterMs, ErrorCode code) {
        assertThatThrownBy(() -> rule.check(RECEIVED.plusMillis(signedAfterMs), RECEIVED))
                .isInstanceOf(WireException.class)
                .extracting(e -> ((WireException) e).code())
                .isEqualTo(code);
    }
}
