package com.callvault.messaging.resync;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a device that is behind gets {@code resync}.
 *
 * @param after how long it may be behind what was delivered to it; default 5 s (PROTOCOL)
 * @param sweep how often devices are looked at; default 500 ms
 * @param tracked deliveries that are watched at once, about 200 bytes each; above, the oldest are let go; default 50,000
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.resync", ignoreUnknownFields = false)
record ResyncSettings(
        @NotNull @DefaultValue("5s") Duration after,
        @NotNull @DefaultValue("500ms") Duration sweep,
        @Min(1) @DefaultValue("50000") int tracked) {}
