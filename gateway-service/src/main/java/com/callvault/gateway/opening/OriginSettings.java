package com.callvault.gateway.opening;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all services are told alike, of {@code callvault.*}.
 *
 * @param publicOrigin the one canonical origin, {@code https://calls.example}: what proofs and tokens are for
 * @param allowedOrigins the origins whose pages may open {@code /ws}; the public origin alone where none is named
 */
@ConfigurationProperties("callvault")
public record OriginSettings(
        @NotBlank String publicOrigin, @DefaultValue List<String> allowedOrigins) {}
