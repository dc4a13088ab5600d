package com.callvault.gateway.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionRateTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final AdmissionRate rate = new AdmissionRate(100, now::get);

    @Test
    void oneSecondsWorthComesInAtOnceAndTheNextAtTheRate() {
        assertThat(admittedOf(1_000)).isBetween(100, 101);
        now.addAndGet(500);
        assertThat(admittedOf(1_000)).isBetween(49, 51);
    }

    @Test
    void afterAQuietTimeNoMoreThanOneSecondsWorth() {
        admittedOf(1_000);
        now.addAndGet(3_600_000);
        assertThat(admittedOf(1_000)).isBetween(100, 101);
    }

    /** Everybody comes when told: nobody is told more than twice, and the last is in as soon as the rate allows. */
    @Test
    void whoComesBackWhenToldIsLetIn() {
        var tries = new PriorityQueue<Long>();
        for (int i = 0; i < 2_000; i++) {
            tries.add(now.get());
        }
        long begin = now.get();
        int asked = 0;
        while (!tries.isEmpty()) {
            now.set(Math.max(now.get(), tries.remove()));
            asked++;
            long wait = rate.waitMs();
            if (wait > 0) {
                tries.add(now.get() + wait);
            }
        }
        assertThat(now.get() - begin).isBetween(18_500L, 21_000L);
        assertThat(asked).isLessThan(2 * 2_000 + 100);
    }

    @Test
    void nobodyIsSentAwayForLongerThanHalfAMinute() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(rate.waitMs()).isLessThanOrEqualTo(30_000);
        }
    }

    private int admittedOf(int newcomers) {
        int admitted = 0;
        for (int i = 0; i < newcomers; i++) {
            admitted += rate.waitMs() == 0 ? 1 : 0;
        }
        return admitted;
    }
}
