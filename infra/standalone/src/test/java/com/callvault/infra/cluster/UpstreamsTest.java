package com.callvault.infra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UpstreamsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Upstreams upstreams = new Upstreams(List.of("a", "b"), nanos::get);

    @Test
    void theyTakeTurns() {
        assertThat(List.of(upstreams.next(), upstreams.next(), upstreams.next()))
                .containsExactly("a", "b", "a");
    }

    @Test
    void oneThatFailedIsLeftOutForAWhile() {
        upstreams.failed("a");
        assertThat(List.of(upstreams.next(), upstreams.next())).containsExactly("b", "b");
        assertThat(upstreams.inTurn()).as("it is still the last resort").containsExactly("b", "a");

        nanos.addAndGet(Upstreams.LEFT_OUT_FOR.toNanos());
        assertThat(List.of(upstreams.next(), upstreams.next())).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whenAllFailedEachIsAskedAgain() {
        upstreams.failed("a");
        upstreams.failed("b");
        assertThat(List.of(upstreams.next(), upstreams.next())).containsExactlyInAnyOrder("a", "b");
    }
}
