package com.callvault.signaling.ice;

import com.callvault.common.token.Caller;
import com.callvault.signaling.diagnostics.Check;
import com.callvault.signaling.ice.doctor.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/diagnostics/ice} (PROTOCOL, "HTTP"): whether this server reaches the servers that calls need. */
@RestController
final class IceDiagnosticsController {
    private static final String MODE = "TURN_MODE";

    private final IceSettings settings;
    private final IceCheckup checkup;

    IceDiagnosticsController(IceSettings settings, IceCheckup checkup) {
        this.settings = settings;
        this.checkup = checkup;
    }

    record Answer(List<Check> checks) {}

    /** Blocks for some seconds where a server is silent. */
    @GetMapping("/api/diagnostics/ice")
    Answer ice(Caller caller) {
        return new Answer(Stream.concat(
                        Stream.of(mode()), checkup.run().findings().stream().map(IceDiagnosticsController::check))
                .toList());
    }

    private static Check check(Finding finding) {
        String url = finding.url().text();
        return switch (finding) {
            case Finding.Good good -> Check.ok(url, null);
            case Finding.Wrong wrong
            when wrong.serves() -> Check.warning(url, wrong.cause().code(), wrong.what(), wrong.cure());
            case Finding.Wrong wrong -> Check.failed(url, wrong.cause().code(), wrong.what(), wrong.cure());
        };
    }

    private Check mode() {
        return switch (settings.mode()) {
            case IceSettings.OFF ->
                Check.warning(
                        MODE,
                        "no_relay",
                        "There is no relay: people whose networks allow no direct path ring each other and hear nothing.",
                        "Set TURN_MODE=custom with your own coturn, or TURN_MODE=public to try things out.");
            case IceSettings.PUBLIC ->
                Check.warning(
                        MODE,
                        "public_relay",
                        "Calls go through a relay that everybody may use; it may be slow or away.",
                        "Set TURN_MODE=custom with your own coturn before others depend on it.");
            default -> Check.ok(MODE, null);
        };
    }
}
