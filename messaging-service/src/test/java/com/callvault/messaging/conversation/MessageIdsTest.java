package com.callvault.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.testing.TestIdentity;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {
    private final ConversationId one = between(1, 2);
    private final ConversationId other = between(1, 3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 255, 5_000_000, MessageIds.HIGHEST_SEQ})
    void aPlaceCanBeReadFromItsId(long seq) {
        assertThat(MessageIds.seqOf(one, MessageIds.of(one, seq))).hasValue(seq);
    }

    @Test
    void anIdIsAVersion8UuidAndTheSameEachTime() {
        MessageId id = MessageIds.of(one, 7);

        assertThat(id).isEqualTo(MessageIds.of(one, 7));
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void anIdOfAnotherConversationIsNone() {
        assertThat(MessageIds.seqOf(one, MessageIds.of(other, 7))).isEmpty();
    }

    @Test
    void whatNobodyMadeIsNone() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            MessageId made = MessageIds.of(one, 7);
            MessageId id = new MessageId(new UUID(
                    made.value().getMostSignificantBits() ^ (1L << random.nextInt(64)),
                    made.value().getLeastSignificantBits()));
            assertThat(MessageIds.seqOf(one, id)).isEmpty();
        }
        assertThat(MessageIds.seqOf(one, new MessageId(new UUID(0, 0)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, MessageIds.HIGHEST_SEQ + 1})
    void whatIsNoPlaceHasNoId(long seq) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageIds.of(one, seq));
    }

    private static ConversationId between(int a, int b) {
        return Pair.of(TestIdentity.number(a).address(), TestIdentity.number(b).address())
                .conversation();
    }
}
