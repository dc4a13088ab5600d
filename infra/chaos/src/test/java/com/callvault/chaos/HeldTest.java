package com.callvault.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldTest {

    private final Held held = new Held();

    @Test
    void whatItHasItDoesNotTakeAgain() {
        assertThat(held.take(1, print("a", 5))).isTrue();
        assertThat(held.take(1, print("a", 5))).isFalse();
        assertThat(held.take(1, print("a", 0))).as("it has lost its words").isTrue();
        assertThat(held.take(1, print("b", 0))).as("it is another").isTrue();
    }

    @Test
    void aPlaceThatIsMissingIsAHole() {
        held.take(1, print("a", 5));
        held.take(3, print("c", 5));
        assertThat(held.completeTo()).isEqualTo(1);
        assertThat(held.hasHole()).isTrue();
        held.take(2, print("b", 5));
        assertThat(held.completeTo()).isEqualTo(3);
        assertThat(held.hasHole()).isFalse();
        held.take(1_000, print("z", 5));
        assertThat(held.hasHole()).isTrue();
    }

    private static long print(String id, int content) {
        return Held.print(id, 0, "text", content, "");
    }
}
