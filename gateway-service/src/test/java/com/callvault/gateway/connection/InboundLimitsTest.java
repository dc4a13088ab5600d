package com.callvault.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundLimitsTest {
    private final InboundLimits limits = new InboundLimits();

    @Test
    void fiftyFramesInASecondAreAdmittedAndTheNextIsNot() {
        for (int i = 0; i < 50; i++) {
            assertThat(limits.frame(i)).isInstanceOf(Admission.Admitted.class);
        }
        assertThat(limits.frame(200)).isEqualTo(new Admission.Refused(800));
        assertThat(limits.frame(999)).isEqualTo(new Admission.Refused(1));
        assertThat(limits.frame(1_000)).isInstanceOf(Admission.Admitted.class);
        assertThat(limits.frame(1_000)).as("the frame at 1 ms still counts").isEqualTo(new Admission.Refused(1));
    }

    /** A counter per fixed second would admit 50 at its end and 50 more at the start of the next. */
    @Test
    void noSecondHoldsMoreThanFiftyWhereverItStarts() {
        for (int i = 0; i < 50; i++) {
            assertThat(limits.frame(990)).isInstanceOf(Admission.Admitted.class);
        }
        assertThat(limits.frame(1_010)).isEqualTo(new Admission.Refused(980));
    }

    @Test
    void aHundredRefusedWithinTenSecondsAreAFlood() {
        for (int i = 0; i < 50; i++) {
            limits.frame(0);
        }
        for (int i = 0; i < 99; i++) {
            assertThat(limits.frame(500)).isInstanceOf(Admission.Refused.class);
        }
        assertThat(limits.frame(500)).isInstanceOf(Admission.Flood.class);
    }

    @Test
    void refusalsThatAreFarApartAreNoFlood() {
        long now = 0;
        for (int second = 0; second < 30; second++, now += 1_200) {
            for (int i = 0; i < 50; i++) {
                assertThat(limits.frame(now)).isInstanceOf(Admission.Admitted.class);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(limits.frame(now)).isInstanceOf(Admission.Refused.class);
            }
        }
    }

    @Test
    void theTwentiethMalformedFrameInAMinuteIsTooMany() {
        for (int i = 0; i < 19; i++) {
            assertThat(limits.malformed(i)).isFalse();
        }
        assertThat(limits.malformed(59_999)).isTrue();
    }

    @Test
    void malformedFramesAreForgottenAfterAMinute() {
        for (int i = 0; i < 19; i++) {
            assertThat(limits.malformed(i)).isFalse();
        }
        assertThat(limits.malformed(60_000)).isFalse();
    }
}
