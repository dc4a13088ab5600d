package com.callvault.signaling.ice;

import com.callvault.common.id.Address;
import com.callvault.common.token.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/turn-config} (PROTOCOL, "HTTP"). With a shared secret everybody gets credentials of their own that expire: a
 * name {@code EXPIRY:PERSON} and its HMAC-SHA1 as password, as TURN servers check them ("TURN REST API").
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00">the draft</a>
 */
@RestController
final class TurnConfigController {
    /** Enough to tell people apart in a TURN server's quota, too little to call them. */
    private static final int PERSON_CHARACTERS = 16;

    private final IceSettings settings;
    private final Clock clock;

    TurnConfigController(IceSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {}

    /** @param expiresAt when to have asked again, ms since the epoch */
    record TurnConfig(List<IceServer> iceServers, String mode, long expiresAt) {}

    @GetMapping("/api/turn-config")
    TurnConfig turnConfig(Caller caller) {
        Instant expiresAt = clock.instant().plus(settings.credentialLife());
        List<IceServer> servers = new ArrayList<>();
        if (!settings.stunUrls().isEmpty()) {
            servers.add(new IceServer(settings.stunUrls(), null, null));
        }
        if (!settings.turnUrls().isEmpty()) {
            servers.add(turn(caller.address(), expiresAt));
        }
        return new TurnConfig(servers, settings.mode(), expiresAt.getEpochSecond() * 1000);
    }

    private IceServer turn(Address person, Instant expiresAt) {
        String secret = settings.turnSecret();
        if (secret == null) {
            return new IceServer(settings.turnUrls(), settings.turnUsername(), settings.turnCredential());
        }
        String key = person.value().substring(person.value().indexOf(':') + 1);
        String username = expiresAt.getEpochSecond() + ":" + key.substring(0, PERSON_CHARACTERS);
        return new IceServer(settings.turnUrls(), username, hmac(secret, username));
    }

    private static String hmac(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA1", e);
        }
    }
}
