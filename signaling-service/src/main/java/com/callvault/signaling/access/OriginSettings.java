package com.callvault.signaling.access;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where this CallVault is, as all services are told alike.
 *
 * @param publicOrigin the one canonical origin: what signatures and tokens are for
 * @param allowedOrigins further origins whose pages may call, and whose signatures count therefore; default none
 */
@Validated
@ConfigurationProperties("callvault")
public record OriginSettings(
        @NotBlank String publicOrigin, @DefaultValue List<String> allowedOrigins) {

    public boolean isOurs(String origin) {
        return origin.equals(publicOrigin) || allowedOrigins.contains(origin);
    }
}
