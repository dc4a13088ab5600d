package com.callvault.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.testing.ManualClock;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00.123Z"));

    @Test
    void version7TellsItsMillisecondAndSortsByIt() {
        SplittableRandom random = new SplittableRandom(7);
        UUID before = Uuids.version7(clock, random);
        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofMillis(1));
            UUID next = Uuids.version7(clock, random);
            assertThat(next.version()).isEqualTo(7);
            assertThat(next.variant()).isEqualTo(2);
            assertThat(next.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
            assertThat(next.toString()).isGreaterThan(before.toString());
            before = next;
        }
    }

    @Test
    void version7DiffersWithinAMillisecond() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(Uuids.version7(clock, random)).isNotEqualTo(Uuids.version7(clock, random));
    }

    /** Ids of events that were sent must be found again by a later version of this code. */
    @Test
    void aNameHasTheSameIdForEver() {
        assertThat(Uuids.named("call/1")).isEqualTo(UUID.fromString("c5fb05e4-d7a4-806f-8d48-e54e8d6dafae"));
        assertThat(Uuids.named("call/1").version()).isEqualTo(8);
        assertThat(Uuids.named("call/1").variant()).isEqualTo(2);
        assertThat(Uuids.named("call/2")).isNotEqualTo(Uuids.named("call/1"));
    }

    @Test
    void bothCasesAreTheSameId() {
        assertThat(Uuids.parse("0189ABCD-0000-7000-8000-00000000000F"))
                .isEqualTo(Uuids.parse("0189abcd-0000-7000-8000-00000000000f"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0189abcd-0000-7000-8000-00000000000",
                "0189abcd-0000-7000-8000-00000000000f0",
                " 0189abcd-0000-7000-8000-00000000000f",
                "{0189abcd-0000-7000-8000-00000000000f}",
                "0189abcd00007000800000000000000f",
                "0189abcd-0000-7000-8000-00000000000g"
            })
    void whatIsNotThirtySixCharactersIsRefused(String text) {
        assertThatThrownBy(() -> Uuids.parse(text))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
    }
}
