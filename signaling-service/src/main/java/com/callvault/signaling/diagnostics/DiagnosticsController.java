package com.callvault.signaling.diagnostics;

import com.callvault.common.token.Caller;
import com.callvault.signaling.access.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/diagnostics} (PROTOCOL, "HTTP"): all but the servers that calls need, which have a route of their own. */
@RestController
final class DiagnosticsController {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s]{1,255}");

    private final List<Diagnosed> parts;
    private final Arrival arrival;

    DiagnosticsController(List<Diagnosed> parts, Arrival arrival) {
        this.parts = parts;
        this.arrival = arrival;
    }

    record Answer(List<Check> checks) {}

    /** @param page the origin of the page that asks, as its browser has it */
    @GetMapping("/api/diagnostics")
    Answer all(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(name = "page", required = false) @Nullable String page) {
        URI origin = page == null ? null : originOf(page);
        return new Answer(Stream.concat(
                        parts.stream().flatMap(part -> part.checks().stream()),
                        arrival.checks(caller, request, origin).stream())
                .map(Check::forEverybody)
                .toList());
    }

    private static URI originOf(String page) {
        try {
            if (ORIGIN.matcher(page).matches()) {
                return new URI(page);
            }
        } catch (URISyntaxException e) {
            // Named below.
        }
        throw Parameters.malformed("page", "an origin, as https://call.example.org");
    }
}
