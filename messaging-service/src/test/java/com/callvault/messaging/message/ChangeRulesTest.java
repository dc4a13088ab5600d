package com.callvault.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeRulesTest {
    private static final long SENT = 1_000;
    private static final long EDITABLE = SENT + 60_000;
    private static final long UNSENDABLE = SENT + 3_600_000;
    private static final Target HERS = new Target(MessageKind.TEXT, true, SENT, false, false);

    private final ChangeRules rules = new ChangeRules(Duration.ofMinutes(1), Duration.ofHours(1));

    @Test
    void theAuthorEditsAndTakesBackWhileTheWindowIsOpen() {
        assertThat(hers(MessageKind.EDIT, HERS, EDITABLE)).isNull();
        assertThat(hers(MessageKind.EDIT, HERS, EDITABLE + 1)).isEqualTo(ErrorCode.EDIT_WINDOW_OVER);
        assertThat(hers(MessageKind.UNSEND, HERS, UNSENDABLE)).isNull();
        assertThat(hers(MessageKind.UNSEND, HERS, UNSENDABLE + 1)).isEqualTo(ErrorCode.EDIT_WINDOW_OVER);
    }

    @Test
    void aClockThatWasSetBackClosesNoWindow() {
        assertThat(hers(MessageKind.EDIT, HERS, SENT - 1)).isNull();
    }

    @Test
    void theOtherReactsAndNoMore() {
        assertThat(his(MessageKind.EDIT, HERS)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(his(MessageKind.UNSEND, HERS)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(his(MessageKind.REACTION, HERS)).isNull();
        assertThat(hers(MessageKind.REACTION, HERS, Long.MAX_VALUE)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"EDIT", "UNSEND", "REACTION"})
    void nothingIsDoneToWhatWasTakenBackOrIsNotThere(MessageKind kind) {
        assertThat(hers(kind, HERS.asTakenBack(), EDITABLE)).isEqualTo(ErrorCode.BAD_STATE);
        assertThat(hers(kind, null, EDITABLE)).isEqualTo(ErrorCode.NO_SUCH_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"EDIT", "UNSEND", "REACTION", "LEFT", "HIDDEN"})
    void onlyMessagesAreChanged(MessageKind kind) {
        assertThat(hers(MessageKind.EDIT, new Target(kind, true, SENT, false, false), EDITABLE))
                .isEqualTo(ErrorCode.NO_SUCH_MESSAGE);
    }

    @Test
    void nobodyHasWrittenAMissedCall() {
        Target call = new Target(MessageKind.CALL, true, SENT, false, false);

        assertThat(hers(MessageKind.EDIT, call, EDITABLE)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(hers(MessageKind.UNSEND, call, EDITABLE)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(his(MessageKind.REACTION, call)).isNull();
    }

    @Test
    void whatIsHiddenFromSomebodyIsNotThereForThem() {
        Target hidden = new Target(MessageKind.TEXT, true, SENT, false, true);

        assertThat(his(MessageKind.REACTION, hidden)).isEqualTo(ErrorCode.NO_SUCH_MESSAGE);
        assertThat(his(MessageKind.EDIT, hidden)).isEqualTo(ErrorCode.NO_SUCH_MESSAGE);
        assertThat(hers(MessageKind.EDIT, hidden, EDITABLE)).isNull();
    }

    private @Nullable ErrorCode hers(MessageKind kind, @Nullable Target target, long nowMs) {
        return rules.refusal(kind, true, target, nowMs);
    }

    private @Nullable ErrorCode his(MessageKind kind, Target target) {
        return rules.refusal(kind, false, target, EDITABLE);
    }
}
