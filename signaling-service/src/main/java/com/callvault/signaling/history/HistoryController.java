package com.callvault.signaling.history;

import com.callvault.common.token.Caller;
import com.callvault.signaling.access.Parameters;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/calls} (PROTOCOL, "HTTP"): one's own calls that are over, the newest first. */
@RestController
final class HistoryController {
    private static final int MOST = 100;
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,15})\\.([0-9a-f-]{36})");

    private final History history;

    HistoryController(History history) {
        this.history = history;
    }

    /** @param next where the following page begins; absent on the last */
    record Page(List<History.Entry> calls, @Nullable String next) {}

    @GetMapping("/api/calls")
    Page calls(
            Caller caller,
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        int most = Parameters.limit(limit, MOST);
        List<History.Entry> found = history.of(caller.address(), place(next), most + 1);
        if (found.size() <= most) {
            return new Page(found, null);
        }
        List<History.Entry> page = found.subList(0, most);
        History.Entry last = page.getLast();
        return new Page(page, last.startedAt() + "." + last.call());
    }

    private static History.Place place(@Nullable String next) {
        if (next == null) {
            return History.Place.START;
        }
        Matcher parts = PLACE.matcher(next);
        if (parts.matches()) {
            try {
                return new History.Place(Long.parseLong(parts.group(1)), UUID.fromString(parts.group(2)));
            } catch (IllegalArgumentException e) {
                // told below
            }
        }
        throw Parameters.malformed("next", "what the page before this one gave");
    }
}
