package com.callvault.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceivedTest {

    private final Received received = new Received();

    @Test
    void whatComesOnceAndInOrderIsFine() {
        received.live(0, 1);
        received.live(1, 4);
        received.live(3, 5);
        assertThat(received.numbers().stream()).containsExactly(0, 1, 3);
        assertThat(received.doubled()).isZero();
        assertThat(received.outOfOrder()).isZero();
    }

    @Test
    void whatComesTwiceIsDoubledAndNotOutOfOrder() {
        received.live(0, 1);
        received.live(1, 2);
        received.live(0, 1);
        assertThat(received.doubled()).isEqualTo(1);
        assertThat(received.outOfOrder()).isZero();
    }

    @Test
    void aLowerSeqIsOutOfOrder() {
        received.live(0, 2);
        received.live(1, 1);
        assertThat(received.outOfOrder()).isEqualTo(1);
    }

    /** The server gave numbers in another order than that in which they were sent. */
    @Test
    void aLowerNumberIsOutOfOrder() {
        received.live(1, 1);
        received.live(0, 2);
        assertThat(received.outOfOrder()).isEqualTo(1);
    }
}
