package com.callvault.messaging.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.ErrorCode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelTest {
    @Test
    void risesByLeaps() {
        Level level = new Level(2, 100);

        assertThat(level.raise(7, 9, 200)).isEqualTo(new Level.Outcome.Stands(7, 200));
        assertThat(level.risen()).isTrue();
    }

    @Test
    void aRepeatStandsSinceTheFirstTime() {
        Level level = new Level(7, 100);

        assertThat(level.raise(7, 9, 200)).isEqualTo(new Level.Outcome.Stands(7, 100));
        assertThat(level.risen()).isFalse();
    }

    @Test
    void doesNotFall() {
        Level level = new Level(7, 100);

        assertThat(level.raise(6, 9, 200)).isEqualTo(new Level.Outcome.Passed());
        assertThat(level.upTo()).isEqualTo(7);
    }

    @Test
    void isNeverAboveTheEnd() {
        Level level = new Level(7, 100);

        assertThat(level.raise(10, 9, 200))
                .isInstanceOfSatisfying(
                        Level.Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_STATE));
        assertThat(level.raise(9, 9, 200)).isInstanceOf(Level.Outcome.Stands.class);
    }

    @Test
    void whateverComesItOnlyRisesAndStaysWithinTheConversation() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Level level = new Level(0, 0);
            long before = 0;
            for (int i = 0; i < 100; i++) {
                level.raise(1 + random.nextInt(60), 50, i);
                assertThat(level.upTo()).as("seed %d", seed).isBetween(before, 50L);
                before = level.upTo();
            }
        }
    }
}
