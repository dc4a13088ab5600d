package com.callvault.infra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final Restarts restarts = new Restarts();

    @Test
    void onePartThatCannotLiveIsTriedEverMoreSeldom() {
        assertThat(Stream.generate(() -> restarts.afterDeathOf("gateway-1", Duration.ofSeconds(2)))
                        .limit(8)
                        .map(Duration::toSeconds))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(restarts.afterDeathOf("gateway-2", Duration.ZERO))
                .as("another")
                .isZero();
    }

    @Test
    void onePartThatRanForAMinuteIsStartedAtOnce() {
        restarts.afterDeathOf("edge", Duration.ZERO);
        restarts.afterDeathOf("edge", Duration.ZERO);
        assertThat(restarts.afterDeathOf("edge", Duration.ofMinutes(1))).isZero();
        assertThat(restarts.afterDeathOf("edge", Duration.ZERO)).hasSeconds(1);
    }
}
