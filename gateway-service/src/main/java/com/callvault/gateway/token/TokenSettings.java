package com.callvault.gateway.token;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code callvault.token.*}
 *
 * @param privateKey a file with an Ed25519 private JWK, mode 0400; made at the first start
 * @param jwks for the other services, which verify; named here so that one file of settings can serve all
 */
@ConfigurationProperties(prefix = "callvault.token", ignoreUnknownFields = false)
record TokenSettings(@NotNull Path privateKey, @Nullable String jwks) {}
