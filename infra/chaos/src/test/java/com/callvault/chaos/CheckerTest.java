package com.callvault.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.chaos.Breach.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that break each promise in each way, beside one that keeps them all. Bo has a phone and a tablet. */
class CheckerTest {

    private static final Bounds BOUNDS = new Bounds(1_000, 5_000, 2_000);

    private static final List<Seen> EVERYBODY = List.of(
            new Seen.Device(0, "ana", "laptop"),
            new Seen.Device(0, "bo", "phone"),
            new Seen.Device(0, "bo", "tablet"),
            new Seen.Connected(1, "laptop", "gw-1"),
            new Seen.Connected(1, "phone", "gw-1"),
            new Seen.Connected(1, "tablet", "gw-2"));

    private static final Seen PLACED = new Seen.Placed(10_000, "c", "laptop", "bo");
    private static final Seen PHONE_RINGS = new Seen.Rang(10_020, "c", "phone");
    private static final Seen TABLET_RINGS = new Seen.Rang(10_030, "c", "tablet");
    private static final Seen PHONE_ANSWERS = new Seen.Answered(15_000, "c", "phone");
    private static final Seen TABLET_TOLD = new Seen.Ended(15_050, "c", "tablet", "answered_elsewhere");
    private static final Seen PHONE_TOLD = new Seen.Ended(20_050, "c", "phone", "completed");
    private static final Seen RECORD = new Seen.Recorded(20_000, "c", 15_000, "completed", "{1}");
    private static final Seen LATER = new Seen.Connected(60_000, "somebody", "gw-1");

    private static final List<Seen> GOOD =
            List.of(PLACED, PHONE_RINGS, TABLET_RINGS, PHONE_ANSWERS, TABLET_TOLD, PHONE_TOLD, RECORD, LATER);

    @Test
    void aGoodCallBreaksNothing() {
        var verdict = check(GOOD);
        assertThat(verdict.breaches()).isEmpty();
        assertThat(verdict.calls()).isEqualTo(1);
        assertThat(verdict.eligible()).isEqualTo(1);
        assertThat(verdict.fineMs()).containsExactlyInAnyOrder(20L, 30L);
        assertThat(verdict.brokenMs()).isEmpty();
    }

    @Test
    void aDeviceThatWasThereAndDidNotRingMissed() {
        assertThat(kinds(without(TABLET_RINGS, TABLET_TOLD))).containsExactly(Kind.MISSED);
    }

    @Test
    void aRingThatComesLateIsMissed() {
        assertThat(kinds(instead(TABLET_RINGS, new Seen.Rang(11_001, "c", "tablet"))))
                .containsExactly(Kind.MISSED);
        assertThat(kinds(instead(TABLET_RINGS, new Seen.Rang(11_000, "c", "tablet"))))
                .isEmpty();
    }

    @Test
    void whoWasNotThereForLongEnoughMissedNothing() {
        assertThat(kinds(instead(TABLET_RINGS, new Seen.Disconnected(10_900, "tablet"))))
                .isEmpty();
    }

    @Test
    void aDeviceThatComesWhileItRingsMustRing() {
        var away = new Seen.Disconnected(9_000, "tablet");
        var back = new Seen.Connected(12_000, "tablet", "gw-1");
        assertThat(kinds(with(without(TABLET_RINGS, TABLET_TOLD), away, back))).containsExactly(Kind.MISSED);
        assertThat(kinds(with(instead(TABLET_RINGS, new Seen.Rang(12_100, "c", "tablet")), away, back)))
                .isEmpty();
    }

    @Test
    void aDeviceThatIsToldTheEndNeedNotRing() {
        assertThat(kinds(instead(TABLET_RINGS, new Seen.Ended(10_500, "c", "tablet", "answered_elsewhere"))))
                .isEmpty();
    }

    @Test
    void whileSomethingIsBrokenTheBoundsOfFaultsHold() {
        var fault = new Seen.Faulted(9_000, 10_500, "kill", "gateway-2");
        var late = new Seen.Rang(14_900, "c", "tablet");
        var verdict = check(with(instead(TABLET_RINGS, late), fault));
        assertThat(verdict.breaches()).isEmpty();
        assertThat(verdict.brokenMs()).containsExactlyInAnyOrder(20L, 4_900L);
        assertThat(verdict.fineMs()).isEmpty();

        var longAgo = new Seen.Faulted(1_000, 7_000, "kill", "gateway-2");
        assertThat(kinds(with(instead(TABLET_RINGS, late), longAgo))).containsExactly(Kind.MISSED);
    }

    @Test
    void aCallThatIsShownTwiceIsSeen() {
        assertThat(kinds(with(GOOD, new Seen.Rang(10_400, "c", "phone")))).containsExactly(Kind.SHOWN_TWICE);
    }

    @Test
    void aRingOfACallThatIsOverIsAGhost() {
        assertThat(kinds(with(
                        instead(TABLET_RINGS, new Seen.Rang(16_100, "c", "tablet")),
                        new Seen.Disconnected(10_001, "tablet"),
                        new Seen.Connected(16_090, "tablet", "gw-1"))))
                .containsExactly(Kind.GHOST);
    }

    @Test
    void aDeviceThatRangMustBeToldTheEnd() {
        assertThat(kinds(without(TABLET_TOLD))).containsExactly(Kind.NOT_TOLD_THE_END);
        assertThat(kinds(without(PHONE_TOLD))).as("the winner, when it is over").containsExactly(Kind.NOT_TOLD_THE_END);
        assertThat(kinds(instead(TABLET_TOLD, new Seen.Ended(16_500, "c", "tablet", "answered_elsewhere"))))
                .as("late")
                .containsExactly(Kind.NOT_TOLD_THE_END);
    }

    @Test
    void aDeviceThatStaysAwayNeedNotBeToldTheEnd() {
        assertThat(kinds(instead(TABLET_TOLD, new Seen.Disconnected(14_000, "tablet"))))
                .isEmpty();
        assertThat(kinds(with(
                        instead(TABLET_TOLD, new Seen.Disconnected(14_000, "tablet")),
                        new Seen.Connected(30_000, "tablet", "gw-1"))))
                .as("it came back")
                .containsExactly(Kind.NOT_TOLD_THE_END);
    }

    @Test
    void twoThatHaveTheCallAreTwoWinners() {
        assertThat(kinds(with(GOOD, new Seen.Answered(15_010, "c", "tablet")))).contains(Kind.TWO_WINNERS);
        assertThat(kinds(with(GOOD, new Seen.Answered(15_010, "c", "phone"))))
                .as("the same one, told twice")
                .isEmpty();
    }

    @Test
    void theOthersLearnWhoWon() {
        assertThat(kinds(instead(TABLET_TOLD, new Seen.Ended(15_050, "c", "tablet", "missed"))))
                .containsExactly(Kind.NOT_TOLD_WHO_WON);
    }

    @Test
    void everyCallHasOneRecord() {
        assertThat(kinds(without(RECORD, PHONE_TOLD, TABLET_TOLD))).containsExactly(Kind.NO_RECORD);
        assertThat(kinds(with(GOOD, RECORD))).as("a repeat is the same").isEmpty();
        assertThat(kinds(with(GOOD, new Seen.Recorded(20_001, "c", 15_000, "completed", "{2}"))))
                .containsExactly(Kind.TWO_RECORDS);
    }

    @Test
    void theOrderOfLinesDoesNotMatter() {
        assertThat(kinds(new ArrayList<>(GOOD).reversed())).isEmpty();
    }

    private static Verdict check(List<Seen> history) {
        return Checker.check(with(EVERYBODY, history.toArray(Seen[]::new)), BOUNDS);
    }

    private static List<Kind> kinds(List<Seen> history) {
        return check(history).breaches().stream().map(Breach::kind).toList();
    }

    private static List<Seen> with(List<Seen> history, Seen... more) {
        var all = new ArrayList<>(history);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static List<Seen> without(Seen... these) {
        var rest = new ArrayList<>(GOOD);
        rest.removeAll(Arrays.asList(these));
        return rest;
    }

    private static List<Seen> instead(Seen one, Seen other) {
        return GOOD.stream().map(seen -> seen.equals(one) ? other : seen).toList();
    }
}
