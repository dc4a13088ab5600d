package com.callvault.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.callvault.common.id.Address;
import com.callvault.common.testing.TestIdentity;
import org.junit.jupiter.api.Test;

class PairTest {
    private final Address anna = TestIdentity.number(1).address();
    private final Address bert = TestIdentity.number(2).address();

    @Test
    void isTheSameFromBothSides() {
        assertThat(Pair.of(anna, bert)).isEqualTo(Pair.of(bert, anna));
    }

    @Test
    void knowsWhoIsWho() {
        Pair pair = Pair.of(anna, bert);

        assertThat(pair.lower().compareTo(pair.higher())).isNegative();
        assertThat(pair.other(anna)).isEqualTo(bert);
        assertThat(pair.other(bert)).isEqualTo(anna);
        assertThat(pair.member(pair.isLower(anna))).isEqualTo(anna);
    }

    @Test
    void isNobodyWithHimself() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pair.of(anna, anna));
    }
}
