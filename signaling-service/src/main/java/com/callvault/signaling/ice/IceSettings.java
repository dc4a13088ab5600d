package com.callvault.signaling.ice;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which STUN and TURN servers browsers use. In brackets the environment variable that sets each.
 *
 * @param mode {@code custom}: the TURN servers named here; {@code off}: none [TURN_MODE]; default {@code off}
 * @param turnUrls {@code turn:} and {@code turns:} URLs (RFC 7065) [TURN_URLS]; default none
 * @param turnSecret shared with the TURN servers, which check time-limited credentials by it [TURN_SECRET]
 * @param turnUsername in place of a secret: one name for everybody [TURN_USERNAME]
 * @param turnCredential with it: one password for everybody [TURN_CREDENTIAL]
 * @param stunUrls {@code stun:} and {@code stuns:} URLs (RFC 7064) [STUN_URLS]; default none
 * @param credentialLife how long a time-limited credential lets a relay be asked for, at most 10 min; default 10 min
 */
@ConfigurationProperties(prefix = "callvault.ice", ignoreUnknownFields = false)
record IceSettings(
        @DefaultValue("off") String mode,
        @DefaultValue List<String> turnUrls,
        @Nullable String turnSecret,
        @Nullable String turnUsername,
        @Nullable String turnCredential,
        @DefaultValue List<String> stunUrls,
        @DefaultValue("10m") Duration credentialLife) {
    static final String CUSTOM = "custom";
    static final String OFF = "off";

    private static final Pattern TURN = Pattern.compile("turns?:[^\\s?/@]+(\\?transport=(udp|tcp))?");
    private static final Pattern STUN = Pattern.compile("stuns?:[^\\s?/@]+");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    IceSettings {
        turnUrls = turnUrls.stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        stunUrls = stunUrls.stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        turnSecret = blankToNull(turnSecret);
        turnUsername = blankToNull(turnUsername);
        turnCredential = blankToNull(turnCredential);
        switch (mode) {
            case OFF ->
                require(
                        turnUrls.isEmpty() && turnSecret == null && turnUsername == null && turnCredential == null,
                        "TURN_MODE is off, but a TURN server or its credentials are set. Set TURN_MODE=custom, or remove"
                                + " TURN_URLS, TURN_SECRET, TURN_USERNAME and TURN_CREDENTIAL.");
            case CUSTOM -> {
                require(!turnUrls.isEmpty(), "TURN_MODE is custom, so TURN_URLS must name at least one TURN server.");
                require(
                        turnSecret == null || (turnUsername == null && turnCredential == null),
                        "TURN_SECRET and TURN_USERNAME with TURN_CREDENTIAL exclude each other: set the one that your TURN"
                                + " server checks.");
                require(
                        turnSecret != null || (turnUsername != null && turnCredential != null),
                        "TURN_MODE is custom, so set TURN_SECRET, or both TURN_USERNAME and TURN_CREDENTIAL.");
            }
            default -> throw new IllegalArgumentException("TURN_MODE is custom or off, not \"" + mode + "\".");
        }
        turnUrls.forEach(url -> require(
                TURN.matcher(url).matches(),
                "TURN_URLS has \"" + url + "\": a TURN URL is turn:HOST:PORT or turns:HOST:PORT, then perhaps"
                        + " ?transport=udp or ?transport=tcp."));
        stunUrls.forEach(url -> require(
                STUN.matcher(url).matches(),
                "STUN_URLS has \"" + url + "\": a STUN URL is stun:HOST:PORT or stuns:HOST:PORT."));
        require(
                credentialLife.compareTo(Duration.ofMinutes(1)) >= 0 && credentialLife.compareTo(LONGEST) <= 0,
                "callvault.ice.credential-life must be from 1 to 10 minutes.");
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "IceSettings[" + mode + ", " + turnUrls + ", " + stunUrls + "]";
    }
}
