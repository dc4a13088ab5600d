package com.callvault.signaling.policy;

import com.callvault.common.event.Policy;
import com.callvault.common.event.Policy.Day;
import com.callvault.common.event.Policy.DoNotDisturb;
import com.callvault.common.event.Policy.Hours;
import com.callvault.common.event.Policy.StrangersLearn;
import com.callvault.common.event.Policy.UnknownCallers;
import com.callvault.common.event.Policy.WhoMayRing;
import com.callvault.common.event.Policy.Window;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A policy as a person sends it: what is absent is as the server has it by default, what is wrong is refused by the name of its
 * member, and then nothing of the document counts.
 */
final class PolicyDocument {
    static final int MOST_WINDOWS = 28;
    static final int MESSAGE_CHARACTERS = 200;
    static final int MOST_REJECTIONS = 20;

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private PolicyDocument() {}

    /** A policy of which nothing was said. */
    static Policy byDefault(StrangersLearn strangersLearn) {
        return new Policy(
                "UTC",
                new DoNotDisturb(false, null, List.of(), false),
                new Hours(false, List.of(), null),
                WhoMayRing.EVERYBODY,
                UnknownCallers.RING,
                strangersLearn,
                0,
                true,
                true);
    }

    /** @throws com.callvault.common.wire.WireException {@code malformed}, naming the member */
    static Policy read(Members document, Policy defaults) {
        return new Policy(
                timeZone(document, defaults.timeZone()),
                doNotDisturb(document.object("doNotDisturb")),
                hours(document.object("hours")),
                document.word("whoMayRing", defaults.whoMayRing()),
                document.word("unknownCallers", defaults.unknownCallers()),
                document.word("strangersLearn", defaults.strangersLearn()),
                (int) document.number("blockAfterRejections", 0, MOST_REJECTIONS, 0),
                document.flag("presence", defaults.showsPresence()),
                document.flag("receipts", defaults.givesReceipts()));
    }

    private static String timeZone(Members document, String otherwise) {
        String zone = document.text("timeZone");
        if (zone == null) {
            return otherwise;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw document.malformed("timeZone", "an IANA time zone, such as Europe/Berlin");
        }
        return zone;
    }

    private static DoNotDisturb doNotDisturb(Members members) {
        return new DoNotDisturb(
                members.flag("on"), members.count("until"), windows(members), members.flag("secondCallRings"));
    }

    private static Hours hours(Members members) {
        Hours hours = new Hours(members.flag("on"), windows(members), message(members));
        if (hours.on() && hours.weekly().isEmpty()) {
            throw members.malformed("weekly", "a list of windows where the hours are on, else it would never ring");
        }
        return hours;
    }

    private static @Nullable String message(Members members) {
        String said = members.text("message");
        String message = said == null ? "" : said.strip();
        if (message.codePointCount(0, message.length()) > MESSAGE_CHARACTERS
                || message.codePoints().anyMatch(PolicyDocument::isUnfit)) {
            throw members.malformed("message", "up to %d characters on one line".formatted(MESSAGE_CHARACTERS));
        }
        return message.isEmpty() ? null : message;
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static List<Window> windows(Members members) {
        List<Members> given = members.objects("weekly", MOST_WINDOWS);
        List<Window> windows = new ArrayList<>();
        for (Members each : given) {
            String from = time(each, "from", false);
            String to = time(each, "to", true);
            if (from.equals(to)) {
                throw each.malformed("to", "another time than \"from\"; a whole day is from 00:00 to 24:00");
            }
            windows.add(new Window(days(each), from, to));
        }
        return List.copyOf(windows);
    }

    private static List<Day> days(Members window) {
        List<JsonNode> given = window.list("days", Day.values().length);
        if (given.isEmpty()) {
            throw window.malformed("days", "a list of at least one day");
        }
        return given.stream()
                .map(day -> window.word("days", day, Day.class))
                .sorted()
                .distinct()
                .toList();
    }

    private static String time(Members window, String name, boolean end) {
        String time = window.text(name);
        boolean isMidnight = end && Windows.MIDNIGHT.equals(time);
        if (time == null || !(isMidnight || TIME.matcher(time).matches())) {
            throw window.malformed(name, "a time of day as HH:MM" + (end ? ", up to 24:00" : ""));
        }
        return time;
    }
}
