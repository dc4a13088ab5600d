package com.callvault.signaling.ice;

import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.call.LiveCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/turn-config} (PROTOCOL, "HTTP"): relays serve calls and tests of themselves, and nothing else. */
@RestController
final class TurnConfigController {
    private static final String TEST = "test";
    private static final Duration TEST_LIFE = Duration.ofSeconds(60);

    private final IceSettings settings;
    private final Relays relays;
    private final LiveCalls calls;
    private final Clock clock;

    TurnConfigController(IceSettings settings, Relays relays, LiveCalls calls, Clock clock) {
        this.settings = settings;
        this.relays = relays;
        this.calls = calls;
        this.clock = clock;
    }

    /** @param expiresAt when to have asked again, ms since the epoch */
    record TurnConfig(List<IceServer> iceServers, String mode, long expiresAt) {}

    /** @param purpose {@code test}: credentials of 60 s, call or no call */
    @GetMapping("/api/turn-config")
    TurnConfig turnConfig(Caller caller, @RequestParam(name = "for", required = false) @Nullable String purpose) {
        Instant expiresAt = clock.instant().plus(lifeFor(caller, purpose));
        List<IceServer> servers = new ArrayList<>();
        if (!settings.stunUrls().isEmpty()) {
            servers.add(IceServer.stun(settings.stunUrls()));
        }
        servers.addAll(relays.of(Relays.labelOf(caller.address()), expiresAt));
        return new TurnConfig(servers, settings.mode(), expiresAt.getEpochSecond() * 1000);
    }

    private Duration lifeFor(Caller caller, @Nullable String purpose) {
        if (TEST.equals(purpose)) {
            return TEST_LIFE;
        }
        if (purpose != null) {
            throw new WireException(ErrorCode.MALFORMED, "\"for\" is test, or absent.");
        }
        if (!calls.includes(caller.address())) {
            throw new WireException(
                    ErrorCode.FORBIDDEN,
                    "A relay is there for calls: ask while one of yours rings or goes on, or with ?for=test, for 60 s.");
        }
        return settings.credentialLife();
    }
}
