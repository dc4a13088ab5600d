package com.callvault.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.chaos.MessageBreach.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Histories that break promise 5 in each way, beside one that keeps it. Ana (0) has a laptop (0), Bo (1) a phone (1) and a tablet (2). */
class MessageCheckerTest {

    private static final int LAPTOP = 0;
    private static final int PHONE = 1;
    private static final int TABLET = 2;
    private static final int ANA = 0;

    private static final List<Told> EVERYBODY = List.of(
            new Told.Device(0, LAPTOP, ANA, 7, "laptop"),
            new Told.Device(0, PHONE, 1, 7, "phone"),
            new Told.Device(0, TABLET, 1, 7, "tablet"),
            new Told.Connected(1, LAPTOP, "gw-1"),
            new Told.Connected(1, PHONE, "gw-1"),
            new Told.Connected(1, TABLET, "gw-2"));

    private static final Told WROTE_A = new Told.Wrote(1_000, LAPTOP, "a", "text", 11, "");
    private static final Told ACK_A = new Told.Acknowledged(1_010, LAPTOP, "a", "message-1", 1);
    private static final Told PHONE_A = took(1_012, PHONE, 1, "a", "text", 11, "");
    private static final Told TABLET_A = took(1_015, TABLET, 1, "a", "text", 11, "");
    private static final Told WROTE_B = new Told.Wrote(2_000, LAPTOP, "b", "text", 22, "");
    private static final Told ACK_B = new Told.Acknowledged(2_010, LAPTOP, "b", "message-2", 2);
    private static final Told PHONE_B = took(2_012, PHONE, 2, "b", "text", 22, "");
    private static final Told TABLET_B = took(2_015, TABLET, 2, "b", "text", 22, "");
    private static final Told CLOSING = new Told.Closing(50_000);
    private static final Told STORED_A = new Told.Stored(60_000, 7, 1, "a", ANA, "text", 11, "");
    private static final Told STORED_B = new Told.Stored(60_000, 7, 2, "b", ANA, "text", 22, "");

    private static final List<Told> GOOD =
            List.of(WROTE_A, ACK_A, PHONE_A, TABLET_A, WROTE_B, ACK_B, PHONE_B, TABLET_B, CLOSING, STORED_A, STORED_B);

    /** Edits the first and takes it back, all of which everybody hears. */
    private static final List<Told> CHANGES = List.of(
            new Told.Wrote(3_000, LAPTOP, "c", "edit", 33, "message-1"),
            new Told.Acknowledged(3_010, LAPTOP, "c", "message-3", 3),
            took(3_012, PHONE, 3, "c", "edit", 33, "message-1"),
            took(3_012, TABLET, 3, "c", "edit", 33, "message-1"),
            new Told.Wrote(4_000, LAPTOP, "d", "unsend", 0, "message-1"),
            new Told.Acknowledged(4_010, LAPTOP, "d", "message-4", 4),
            took(4_012, PHONE, 4, "d", "unsend", 0, "message-1"),
            took(4_012, TABLET, 4, "d", "unsend", 0, "message-1"));

    private static final Told STORED_A_GONE = new Told.Stored(60_000, 7, 1, "a", ANA, "text", 0, "");
    private static final Told STORED_EDIT_GONE = new Told.Stored(60_000, 7, 3, "c", ANA, "edit", 0, "message-1");
    private static final Told STORED_UNSEND = new Told.Stored(60_000, 7, 4, "d", ANA, "unsend", 0, "message-1");

    private static final List<Told> GOOD_CHANGES = with(
            List.of(WROTE_A, ACK_A, PHONE_A, TABLET_A, WROTE_B, ACK_B, PHONE_B, TABLET_B),
            with(CHANGES, CLOSING, STORED_A_GONE, STORED_B, STORED_EDIT_GONE, STORED_UNSEND)
                    .toArray(Told[]::new));

    @Test
    void whatIsStoredOnceAndReachesEverybodyInOrderBreaksNothing() {
        var verdict = check(GOOD);
        assertThat(verdict.isKept()).isTrue();
        assertThat(verdict.first()).isEmpty();
        assertThat(verdict.totals()).isEqualTo(new MessageVerdict.Totals(2, 2, 0, 0, 0, 3, 3, 0, 2, 0));
        assertThat(verdict.fineMs()).containsExactlyInAnyOrder(2L, 5L, 2L, 5L);
        assertThat(verdict.brokenMs()).isEmpty();
    }

    @Test
    void whatWasChangedAndTakenBackIsGoneAndBreaksNothing() {
        assertThat(counts(GOOD_CHANGES)).isEmpty();
        assertThat(check(GOOD_CHANGES).totals().changes()).isEqualTo(2);
    }

    @Test
    void whoReadsWhatWasTakenBackMayFindNoWords() {
        var gone = new Told.Took(4_500, TABLET, 1, "a", ANA, "text", 0, "", 4_400);
        assertThat(counts(with(without(GOOD_CHANGES, TABLET_A), gone))).isEmpty();
    }

    @Test
    void whatAnAcknowledgedMessagesReceiverDoesNotHaveIsLost() {
        assertThat(counts(without(GOOD, TABLET_B))).isEqualTo(Map.of(Kind.LOST, 1));
        assertThat(counts(without(GOOD, TABLET_A))).isEqualTo(Map.of(Kind.LOST, 1));
    }

    @Test
    void whatTheServerNoLongerHasIsLost() {
        assertThat(counts(without(GOOD, STORED_B))).isEqualTo(Map.of(Kind.LOST, 1));
    }

    @Test
    void whatWasNeverAcknowledgedMayBeNowhere() {
        assertThat(counts(without(GOOD, ACK_B, PHONE_B, TABLET_B, STORED_B))).isEmpty();
    }

    @Test
    void whatStandsAtTwoPlacesIsDoubled() {
        var again = new Told.Stored(60_000, 7, 3, "b", ANA, "text", 22, "");
        assertThat(counts(with(GOOD, again))).isEqualTo(Map.of(Kind.DOUBLED, 1));
    }

    @Test
    void whatADeviceAppliesTwiceIsDoubled() {
        assertThat(counts(with(GOOD, took(2_500, PHONE, 2, "b", "text", 22, ""))))
                .isEqualTo(Map.of(Kind.DOUBLED, 1));
    }

    @Test
    void whatStandsBeforeWhatWasWrittenBeforeIsOutOfOrder() {
        var history = List.of(
                WROTE_A,
                new Told.Acknowledged(1_010, LAPTOP, "a", "message-2", 2),
                WROTE_B,
                new Told.Acknowledged(2_010, LAPTOP, "b", "message-1", 1),
                took(2_012, PHONE, 1, "b", "text", 22, ""),
                took(2_012, PHONE, 2, "a", "text", 11, ""),
                took(2_012, TABLET, 1, "b", "text", 22, ""),
                took(2_012, TABLET, 2, "a", "text", 11, ""),
                new Told.Stored(60_000, 7, 1, "b", ANA, "text", 22, ""),
                new Told.Stored(60_000, 7, 2, "a", ANA, "text", 11, ""));
        assertThat(counts(history)).isEqualTo(Map.of(Kind.OUT_OF_ORDER, 1));
    }

    @Test
    void twoDevicesThatDisagreeAboutAPlaceAreOutOfOrder() {
        var wroteC = new Told.Wrote(2_000, PHONE, "c", "text", 33, "");
        var history = with(instead(GOOD, TABLET_B, wroteC), took(2_015, TABLET, 2, "c", "text", 33, ""));
        assertThat(check(history).counts()).containsEntry(Kind.ALTERED, 1);
        var fromBo = new Told.Took(2_015, TABLET, 2, "c", 1, "text", 33, "", 0);
        assertThat(counts(with(instead(GOOD, TABLET_B, wroteC), fromBo))).isEqualTo(Map.of(Kind.OUT_OF_ORDER, 1));
    }

    @Test
    void whatIsNotAsItWasWrittenIsAltered() {
        assertThat(counts(instead(GOOD, PHONE_B, took(2_012, PHONE, 2, "b", "text", 23, ""))))
                .isEqualTo(Map.of(Kind.ALTERED, 1));
        assertThat(counts(instead(GOOD, STORED_B, new Told.Stored(60_000, 7, 2, "b", ANA, "text", 0, ""))))
                .as("words that nobody took back")
                .isEqualTo(Map.of(Kind.ALTERED, 1));
        assertThat(counts(with(GOOD, new Told.Took(3_000, PHONE, 3, "x", ANA, "text", 5, "", 0))))
                .as("what nobody wrote")
                .isEqualTo(Map.of(Kind.ALTERED, 1));
    }

    @Test
    void anEmptyPlaceBelowTheHighestIsAHole() {
        var wroteC = new Told.Wrote(3_000, LAPTOP, "c", "text", 33, "");
        var ackC = new Told.Acknowledged(3_010, LAPTOP, "c", "message-4", 4);
        var history = with(
                GOOD,
                wroteC,
                ackC,
                took(3_012, PHONE, 4, "c", "text", 33, ""),
                took(3_012, TABLET, 4, "c", "text", 33, ""),
                new Told.Stored(60_000, 7, 4, "c", ANA, "text", 33, ""));
        assertThat(counts(history)).as("of the server and three devices").isEqualTo(Map.of(Kind.HOLE, 4));
    }

    @Test
    void twoAcknowledgementsWithTwoPlacesAreToldApart() {
        var same = new Told.Acknowledged(2_600, LAPTOP, "b", "message-2", 2);
        assertThat(counts(with(GOOD, same))).isEmpty();
        var other = new Told.Acknowledged(2_600, LAPTOP, "b", "message-3", 3);
        assertThat(counts(with(GOOD, other))).isEqualTo(Map.of(Kind.ACKNOWLEDGED_DIFFERENTLY, 1));
    }

    @Test
    void whatWasTakenBackAndHasWordsHasReappeared() {
        assertThat(counts(instead(GOOD_CHANGES, STORED_A_GONE, STORED_A))).isEqualTo(Map.of(Kind.REAPPEARED, 1));
        var edit = new Told.Stored(60_000, 7, 3, "c", ANA, "edit", 33, "message-1");
        assertThat(counts(instead(GOOD_CHANGES, STORED_EDIT_GONE, edit)))
                .as("with its edits")
                .isEqualTo(Map.of(Kind.REAPPEARED, 1));
        var read = new Told.Took(4_500, TABLET, 1, "a", ANA, "text", 11, "", 4_400);
        assertThat(counts(with(without(GOOD_CHANGES, TABLET_A), read))).isEqualTo(Map.of(Kind.REAPPEARED, 1));
    }

    @Test
    void whoWasAwayIsMeasuredFromWhenTheyAreBack() {
        var history = with(
                List.of(
                        new Told.Disconnected(1_900, TABLET),
                        new Told.Faulted(1_500, 2_600, "gateway_killed", "gateway-2")),
                with(
                                instead(GOOD, TABLET_B, new Told.Connected(9_000, TABLET, "gw-1")),
                                new Told.Took(9_040, TABLET, 2, "b", ANA, "text", 22, "", 9_010))
                        .toArray(Told[]::new));
        var verdict = check(history);
        assertThat(verdict.isKept()).isTrue();
        assertThat(verdict.fineMs()).containsExactlyInAnyOrder(2L, 5L, 40L);
        assertThat(verdict.brokenMs()).containsExactly(2L);
        assertThat(verdict.totals().elsewhere()).isEqualTo(1);
    }

    @Test
    void whatWasUnderWayWhenAFaultStruckIsHit() {
        var struck = new Told.Faulted(2_005, 2_600, "messaging_killed", "messaging-1");
        var idle = new Told.Faulted(20_000, 21_000, "edge_killed", "edge");
        assertThat(check(with(GOOD, struck)).hits()).containsExactly(new MessageVerdict.Hit(struck, 1, 1));
        assertThat(check(with(GOOD, struck)).says()).isTrue();
        assertThat(check(with(GOOD, struck, idle)).says()).as("half of them").isFalse();
        assertThat(check(GOOD).says()).as("none").isFalse();
    }

    @Test
    void whatIsReadAtTheEndThoughTheDeviceWasThereIsCounted() {
        var late = new Told.Took(50_010, TABLET, 2, "b", ANA, "text", 22, "", 50_001);
        assertThat(check(instead(GOOD, TABLET_B, late)).totals().read()).isEqualTo(1);
    }

    private static Told took(long at, int device, long seq, String id, String kind, int content, String target) {
        return new Told.Took(at, device, seq, id, ANA, kind, content, target, 0);
    }

    private static MessageVerdict check(List<Told> history) {
        return MessageChecker.check(with(EVERYBODY, history.toArray(Told[]::new)), 500);
    }

    /** Those that there are. */
    private static Map<Kind, Integer> counts(List<Told> history) {
        return check(history).counts().entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Told> with(List<Told> history, Told... more) {
        var all = new ArrayList<>(history);
        all.addAll(Arrays.asList(more));
        return List.copyOf(all);
    }

    private static List<Told> without(List<Told> history, Told... fewer) {
        var rest = new ArrayList<>(history);
        rest.removeAll(Arrays.asList(fewer));
        return List.copyOf(rest);
    }

    private static List<Told> instead(List<Told> history, Told of, Told other) {
        return history.stream().map(one -> one.equals(of) ? other : one).toList();
    }
}
