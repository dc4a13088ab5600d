package com.callvault.messaging.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens count.
 *
 * @param publicOrigin the origin that people use, as the tokens' {@code aud} has it; no default
 * @param token where the gateway's public keys are
 */
@Validated
@ConfigurationProperties(prefix = "callvault")
record AccessSettings(
        @NotBlank String publicOrigin, @NotNull Token token) {

    /** @param jwks a {@code file:}, {@code http:} or {@code https:} location; no default */
    record Token(@NotNull URI jwks) {}
}
