package com.callvault.signaling.policy;

import com.callvault.common.event.Policy.Day;
import com.callvault.common.event.Policy.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Weekly windows go by the clock on the wall: a window holds while that clock shows a time from {@code from} up to {@code to}.
 * So an hour that comes twice in autumn counts both times, one that is left out in spring never comes, and nine o'clock is nine
 * o'clock on both sides of a change. Spans between two instants were rejected: a window that ends in a left-out hour would
 * last an hour longer than the clock says.
 */
final class Windows {
    /** The end of a day, which {@link LocalTime} cannot say. */
    static final String MIDNIGHT = "24:00";

    private Windows() {}

    /** Whether one of the windows holds at {@code now}, ms since the epoch. */
    static boolean hold(List<Window> windows, String timeZone, long now) {
        if (windows.isEmpty()) {
            return false;
        }
        LocalDateTime wall =
                Instant.ofEpochMilli(now).atZone(ZoneId.of(timeZone)).toLocalDateTime();
        return windows.stream().anyMatch(window -> holds(window, wall));
    }

    private static boolean holds(Window window, LocalDateTime wall) {
        LocalTime time = wall.toLocalTime();
        boolean begun = !time.isBefore(LocalTime.parse(window.from()));
        boolean begunToday = begun && begins(window, wall.getDayOfWeek());
        if (window.to().equals(MIDNIGHT)) {
            return begunToday;
        }
        LocalTime to = LocalTime.parse(window.to());
        if (endsNextDay(window)) {
            return begunToday
                    || (time.isBefore(to) && begins(window, wall.getDayOfWeek().minus(1)));
        }
        return begunToday && time.isBefore(to);
    }

    /** Times of day have the same length, so their order is that of their text. */
    private static boolean endsNextDay(Window window) {
        return window.to().compareTo(window.from()) <= 0;
    }

    private static boolean begins(Window window, DayOfWeek day) {
        return window.days().contains(Day.valueOf(day.name()));
    }
}
