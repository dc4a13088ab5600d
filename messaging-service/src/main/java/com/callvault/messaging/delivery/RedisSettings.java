package com.callvault.messaging.delivery;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where routes and the nodes' channels are.
 *
 * @param uri {@code redis://:password@host:port} or {@code rediss://…}; no default
 */
@Validated
@ConfigurationProperties(prefix = "callvault.redis", ignoreUnknownFields = false)
record RedisSettings(@NotBlank String uri) {
    @Override
    public String toString() {
        return "RedisSettings[…]";
    }
}
