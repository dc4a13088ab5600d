package com.callvault.gateway.presence;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code callvault.redis.*}
 *
 * @param uri {@code redis://[:password@]host:port}, {@code rediss://} with TLS
 * @param patience what waits for Redis waits this long
 */
@ConfigurationProperties(prefix = "callvault.redis", ignoreUnknownFields = false)
record RedisSettings(
        @NotBlank String uri, @DefaultValue("2s") Duration patience) {
    @Override
    public String toString() {
        return "RedisSettings[]";
    }
}
