package com.callvault.signaling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Policy;
import com.callvault.common.event.Policy.Day;
import com.callvault.common.event.Policy.DoNotDisturb;
import com.callvault.common.event.Policy.Hours;
import com.callvault.common.event.Policy.StrangersLearn;
import com.callvault.common.event.Policy.UnknownCallers;
import com.callvault.common.event.Policy.WhoMayRing;
import com.callvault.common.event.Policy.Window;
import com.callvault.common.wire.Json;
import com.callvault.signaling.contact.Ringing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the two tables of {@code docs/policies.md} is a case here, and nothing else is. */
class PoliciesTableTest {
    private static final Path PAGE = Path.of("..", "docs", "policies.md");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    record Case(String policy, String caller, String when, String decision, String reason) {}

    record Moment(String zone, String window, String utc, String clock, boolean holds) {}

    private static List<List<String>> rows(String firstColumn) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            List<String> columns =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            inside = columns.size() == 7 && (inside || columns.get(1).equals(firstColumn));
            if (inside && !columns.get(1).equals(firstColumn) && !columns.get(1).startsWith("---")) {
                rows.add(columns.subList(1, 6));
            }
        }
        return rows;
    }

    static Stream<Case> cases() throws IOException {
        return rows("policy").stream().map(row -> new Case(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)));
    }

    static Stream<Moment> moments() throws IOException {
        return rows("zone").stream()
                .map(row -> new Moment(
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4).equals("holds")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePolicyDecidesAsTheTableSays(Case each) {
        Decision decision = Screening.of(policy(each.policy()), caller(each.caller(), at(each.when())), at(each.when()))
                .decision();
        assertThat(told(decision)).isEqualTo(each.decision());
        assertThat(Json.MAPPER.convertValue(decision.reason(), String.class)).isEqualTo(each.reason());
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aWindowHoldsByTheClockOnTheWall(Moment each) {
        Instant now = UTC.parse(each.utc(), LocalDateTime::from).toInstant(ZoneOffset.UTC);
        var there = now.atZone(ZoneId.of(each.zone()));
        assertThat(there.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + there.toLocalTime())
                .as("what the clock shows")
                .isEqualTo(each.clock());
        assertThat(Windows.hold(List.of(window(each.window())), each.zone(), now.toEpochMilli()))
                .isEqualTo(each.holds());
    }

    /** A row that is lost by a slip of the pen would not be missed. */
    @Test
    void theTablesAreReadWhole() throws IOException {
        long lines = Files.readAllLines(PAGE).stream()
                .filter(line ->
                        line.chars().filter(character -> character == '|').count() == 6)
                .filter(line -> !line.startsWith("| ---"))
                .count();
        assertThat(cases().count() + moments().count() + 2).isEqualTo(lines);
        assertThat(cases().map(Case::decision)).contains("rings", "rings silently", "request", "refused", "blocked");
        assertThat(moments().map(Moment::zone)).contains("Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
    }

    @Test
    void onlyThoseWhomSomebodyKnowsOrLetsInLearnMore() {
        Policy silent = PolicyDocument.byDefault(StrangersLearn.NOTHING);
        Policy open = PolicyDocument.byDefault(StrangersLearn.EVERYTHING);
        Screening.Caller stranger = new Screening.Caller(false, null, null);
        Screening.Caller contact = new Screening.Caller(false, Ringing.USUAL, null);
        Screening.Caller blocked = new Screening.Caller(true, Ringing.ALWAYS, null);
        assertThat(Screening.of(silent, stranger, 0).open()).isFalse();
        assertThat(Screening.of(open, stranger, 0).open()).isTrue();
        assertThat(Screening.of(silent, contact, 0).open()).isTrue();
        assertThat(Screening.of(open, blocked, 0).open())
                .as("a block is a secret")
                .isFalse();
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Ring ring -> ring.silently() ? "rings silently" : "rings";
            case Decision.Request request -> "request";
            case Decision.Refuse refuse -> "refused";
            case Decision.Block block -> "blocked";
        };
    }

    private static Policy policy(String words) {
        boolean on = false;
        Long until = null;
        List<Window> quiet = new ArrayList<>();
        List<Window> hours = new ArrayList<>();
        boolean secondCallRings = false;
        WhoMayRing who = WhoMayRing.EVERYBODY;
        UnknownCallers unknown = UnknownCallers.RING;
        for (String each : words.split("; ", -1)) {
            switch (each) {
                case "–" -> {}
                case "do not disturb" -> on = true;
                case "second calls ring" -> secondCallRings = true;
                case "only contacts ring" -> who = WhoMayRing.CONTACTS;
                case "contacts ring, others ask" -> who = WhoMayRing.CONTACTS_AND_REQUESTS;
                case "unknown callers ring silently" -> unknown = UnknownCallers.RING_SILENTLY;
                case "unknown callers ask" -> unknown = UnknownCallers.REQUEST;
                case "unknown callers are refused" -> unknown = UnknownCallers.REFUSE;
                default -> {
                    if (each.startsWith("do not disturb until ")) {
                        on = true;
                        until = at(each.substring("do not disturb until ".length()));
                    } else if (each.startsWith("do not disturb ")) {
                        quiet.add(window(each.substring("do not disturb ".length())));
                    } else if (each.startsWith("hours ")) {
                        hours.add(window(each.substring("hours ".length())));
                    } else {
                        throw new IllegalArgumentException("the table speaks of an unknown policy: " + each);
                    }
                }
            }
        }
        return new Policy(
                BERLIN.getId(),
                new DoNotDisturb(on, until, quiet, secondCallRings),
                new Hours(!hours.isEmpty(), hours, null),
                who,
                unknown,
                StrangersLearn.NOTHING,
                0,
                true,
                true);
    }

    private static Screening.Caller caller(String words, long now) {
        Ringing contact = null;
        boolean blocked = false;
        Long triedAt = null;
        for (String each : words.split(", ", -1)) {
            switch (each) {
                case "stranger" -> contact = null;
                case "contact" -> contact = Ringing.USUAL;
                case "always" -> contact = Ringing.ALWAYS;
                case "never" -> contact = Ringing.NEVER;
                case "even in do not disturb" -> contact = Ringing.EVEN_IN_DO_NOT_DISTURB;
                case "blocked" -> blocked = true;
                default -> triedAt = now - tried(each).toMillis();
            }
        }
        return new Screening.Caller(blocked, contact, triedAt);
    }

    /** {@code tried 2:59 ago} */
    private static Duration tried(String words) {
        String[] parts = words.split("[ :]", -1);
        if (parts.length != 4 || !parts[0].equals("tried") || !parts[3].equals("ago")) {
            throw new IllegalArgumentException("the table speaks of an unknown caller: " + words);
        }
        return Duration.ofMinutes(Long.parseLong(parts[1])).plusSeconds(Long.parseLong(parts[2]));
    }

    /** {@code Tue 12:00} */
    private static long at(String words) {
        int space = words.indexOf(' ');
        return MONDAY.with(DayOfWeek.valueOf(day(words.substring(0, space)).name()))
                .atTime(LocalTime.parse(words.substring(space + 1)))
                .atZone(BERLIN)
                .toInstant()
                .toEpochMilli();
    }

    /** {@code Sat Sun 22:00–07:00} */
    private static Window window(String words) {
        List<String> parts = List.of(words.split(" ", -1));
        String[] times = parts.getLast().split("–", -1);
        return new Window(
                parts.subList(0, parts.size() - 1).stream()
                        .map(PoliciesTableTest::day)
                        .toList(),
                times[0],
                times[1]);
    }

    private static Day day(String words) {
        return Arrays.stream(Day.values())
                .filter(each -> each.name().startsWith(words.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the table speaks of an unknown day: " + words));
    }
}
