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
 * @param mode [TURN_MODE] {@code custom}: the TURN servers named here; {@code metered}: those of metered.ca, with credentials from
 *     its API; {@code public}: the Open Relay Project's, to try things out; {@code off}: none, the default
 * @param turnUrls {@code turn:} and {@code turns:} URLs (RFC 7065), the preferred ones first [TURN_URLS]; default none
 * @param turnSecret shared with the TURN servers, which check time-limited credentials by it [TURN_SECRET]
 * @param turnUsername in place of a secret: one name for everybody [TURN_USERNAME]
 * @param turnCredential with it: one password for everybody [TURN_CREDENTIAL]
 * @param turnRealm with them: the realm that they were made for [TURN_REALM]; default whatever the server says it is
 * @param stunUrls {@code stun:} and {@code stuns:} URLs (RFC 7064) [STUN_URLS]; default none
 * @param meteredAppName the first part of the account's domain, {@code NAME.metered.live} [METERED_APP_NAME]
 * @param meteredSecretKey of the account; it never reaches a browser [METERED_SECRET_KEY]
 * @param meteredUrl where that provider's API is, {@code {app}} standing for the name; default {@code https://{app}.metered.live}
 * @param credentialLife how long a time-limited credential lets a relay be asked for, at most 10 min; default 10 min
 */
@ConfigurationProperties(prefix = "callvault.ice", ignoreUnknownFields = false)
record IceSettings(
        @DefaultValue("off") String mode,
        @DefaultValue List<String> turnUrls,
        @Nullable String turnSecret,
        @Nullable String turnUsername,
        @Nullable String turnCredential,
        @Nullable String turnRealm,
        @DefaultValue List<String> stunUrls,
        @Nullable String meteredAppName,
        @Nullable String meteredSecretKey,
        @DefaultValue("https://{app}.metered.live") String meteredUrl,
        @DefaultValue("10m") Duration credentialLife) {
    static final String CUSTOM = "custom";
    static final String PUBLIC = "public";
    static final String METERED = "metered";
    static final String OFF = "off";

    static final Pattern TURN = Pattern.compile("turns?:[^\\s?/@]+(\\?transport=(udp|tcp))?");
    static final Pattern STUN = Pattern.compile("stuns?:[^\\s?/@]+");
    private static final Pattern APP_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    IceSettings {
        turnUrls = given(turnUrls);
        stunUrls = given(stunUrls);
        turnSecret = blankToNull(turnSecret);
        turnUsername = blankToNull(turnUsername);
        turnCredential = blankToNull(turnCredential);
        turnRealm = blankToNull(turnRealm);
        meteredAppName = blankToNull(meteredAppName);
        meteredSecretKey = blankToNull(meteredSecretKey);
        boolean hasTurn = !turnUrls.isEmpty() || turnSecret != null || turnUsername != null || turnCredential != null;
        boolean hasMetered = meteredAppName != null || meteredSecretKey != null;
        switch (mode) {
            case CUSTOM -> requireCustom(turnUrls, turnSecret, turnUsername, turnCredential);
            case METERED -> requireMetered(meteredAppName, meteredSecretKey);
            case PUBLIC, OFF -> {}
            default ->
                throw new IllegalArgumentException(
                        "TURN_MODE is custom, metered, public or off, not \"" + mode + "\".");
        }
        require(
                mode.equals(CUSTOM) || !hasTurn,
                "TURN_MODE is " + mode
                        + ", but a TURN server or its credentials are set. Set TURN_MODE=custom, or remove"
                        + " TURN_URLS, TURN_SECRET, TURN_USERNAME and TURN_CREDENTIAL.");
        require(
                mode.equals(METERED) || !hasMetered,
                "TURN_MODE is " + mode + ", but an account with metered.ca is set. Set TURN_MODE=metered, or remove"
                        + " METERED_APP_NAME and METERED_SECRET_KEY.");
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

    private static void requireCustom(
            List<String> urls, @Nullable String secret, @Nullable String username, @Nullable String credential) {
        require(!urls.isEmpty(), "TURN_MODE is custom, so TURN_URLS must name at least one TURN server.");
        require(
                secret == null || (username == null && credential == null),
                "TURN_SECRET and TURN_USERNAME with TURN_CREDENTIAL exclude each other: set the one that your TURN"
                        + " server checks.");
        require(
                secret != null || (username != null && credential != null),
                "TURN_MODE is custom, so set TURN_SECRET, or both TURN_USERNAME and TURN_CREDENTIAL.");
    }

    private static void requireMetered(@Nullable String appName, @Nullable String secretKey) {
        require(
                appName != null && secretKey != null,
                "TURN_MODE is metered, so set METERED_APP_NAME and METERED_SECRET_KEY, both from its dashboard under Developers.");
        require(
                appName == null || APP_NAME.matcher(appName).matches(),
                "METERED_APP_NAME has \"" + appName + "\": of NAME.metered.live it is the NAME alone.");
    }

    private static List<String> given(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
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
