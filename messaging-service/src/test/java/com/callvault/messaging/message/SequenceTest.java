package com.callvault.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private static final UUID CONTENT = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @Test
    void startsAtOne() {
        assertThat(new Sequence(0, 0).place(CONTENT, 0, null, false, 1000))
                .isEqualTo(new Placement.Placed(1, 1000, true, false, false));
    }

    @Test
    void aRepeatKeepsItsPlaceAndItsTime() {
        Sequence sequence = new Sequence(8, 900);

        assertThat(sequence.place(CONTENT, 0, new Placement.Earlier(3, 500, CONTENT, false, false), false, 1000))
                .isEqualTo(new Placement.Placed(3, 500, false, false, false));
        assertThat(sequence.lastSeq()).isEqualTo(8);
        assertThat(sequence.lastAtMs()).isEqualTo(900);
    }

    @Test
    void otherContentIsAReuse() {
        assertThat(new Sequence(8, 900)
                        .place(OTHER, 0, new Placement.Earlier(3, 500, CONTENT, false, false), false, 1000))
                .isEqualTo(new Placement.Refused(ErrorCode.CLIENT_ID_REUSED));
    }

    @Test
    void nothingAnswersWhatIsNotThereYet() {
        Sequence sequence = new Sequence(2, 0);

        assertThat(sequence.place(CONTENT, 3, null, false, 1))
                .isEqualTo(new Placement.Refused(ErrorCode.NO_SUCH_MESSAGE));
        assertThat(sequence.place(CONTENT, 2, null, false, 1))
                .isEqualTo(new Placement.Placed(3, 1, true, false, false));
        assertThat(sequence.place(CONTENT, 3, null, false, 1))
                .isEqualTo(new Placement.Placed(4, 1, true, false, false));
    }

    @Test
    void aRepeatedAnswerIsNotAskedForItsQuestionAgain() {
        assertThat(new Sequence(2, 0).place(CONTENT, 99, new Placement.Earlier(1, 7, CONTENT, false, false), false, 9))
                .isEqualTo(new Placement.Placed(1, 7, false, false, false));
    }

    @Test
    void timeDoesNotRunBackwards() {
        Sequence sequence = new Sequence(1, 5000);

        assertThat(sequence.place(CONTENT, 0, null, false, 4000))
                .isEqualTo(new Placement.Placed(2, 5000, true, false, false));
    }

    @Test
    void inAnyOrderOfRepeatsThereIsNoHoleAndNoDouble() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Sequence sequence = new Sequence(0, 0);
            Map<Integer, Placement.Earlier> stored = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                int message = random.nextInt(40);
                UUID content = new UUID(message, 0);
                Placement placement = sequence.place(content, 0, stored.get(message), false, random.nextInt(1000));
                if (placement instanceof Placement.Placed placed && placed.fresh()) {
                    stored.put(message, new Placement.Earlier(placed.seq(), placed.atMs(), content, false, false));
                }
            }
            assertThat(stored.values().stream().map(Placement.Earlier::seq).sorted())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, stored.size()).boxed().toList());
            assertThat(sequence.lastSeq()).isEqualTo(stored.size());
        }
    }

    /** Told again after the receiver has unblocked the sender, it would say what it was hidden for. */
    @Test
    void aRepeatStaysHiddenAndOneThatWasSeenStaysSeen() {
        assertThat(new Sequence(0, 0).place(CONTENT, 0, null, true, 5))
                .isEqualTo(new Placement.Placed(1, 5, true, true, false));
        assertThat(new Sequence(3, 0)
                        .place(CONTENT, 0, new Placement.Earlier(3, 500, CONTENT, true, false), false, 1000))
                .isEqualTo(new Placement.Placed(3, 500, false, true, false));
        assertThat(new Sequence(3, 0)
                        .place(CONTENT, 0, new Placement.Earlier(3, 500, CONTENT, false, false), true, 1000))
                .isEqualTo(new Placement.Placed(3, 500, false, false, false));
    }
}
