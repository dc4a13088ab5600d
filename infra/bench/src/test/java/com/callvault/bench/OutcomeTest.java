package com.callvault.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void isFlawlessOnlyIfEachWasAcknowledgedAndNothingWentWrong() {
        assertThat(new Outcome(2, 2, 0, 2, 0, 0, 0, 0, 0).isFlawless()).isTrue();
        assertThat(new Outcome(2, 2, 0, 1, 1, 0, 0, 0, 0).isFlawless())
                .as("one was read later")
                .isTrue();
        assertThat(List.of(
                        new Outcome(2, 1, 1, 1, 0, 0, 0, 0, 0),
                        new Outcome(2, 1, 0, 1, 0, 0, 0, 0, 0),
                        new Outcome(2, 2, 0, 1, 0, 1, 0, 0, 0),
                        new Outcome(2, 2, 0, 2, 0, 0, 1, 0, 0),
                        new Outcome(2, 2, 0, 2, 0, 0, 0, 1, 0),
                        new Outcome(2, 2, 0, 2, 0, 0, 0, 0, 1)))
                .as("refused, unanswered, lost, doubled, out of order, not as the protocol says")
                .noneMatch(Outcome::isFlawless);
    }
}
