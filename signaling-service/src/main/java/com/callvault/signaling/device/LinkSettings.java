package com.callvault.signaling.device;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * New devices that wait to be linked. Anybody can open a link, so they are counted.
 *
 * @param life how long one waits; default 10 minutes
 * @param mostPerNetwork that wait at once from one network address (of IPv6: from one /64); default 20
 * @param most that wait at once; default 2000
 */
@Validated
@ConfigurationProperties(prefix = "callvault.link", ignoreUnknownFields = false)
record LinkSettings(
        @NotNull @DefaultValue("10m") Duration life,
        @Min(1) @DefaultValue("20") int mostPerNetwork,
        @Min(1) @DefaultValue("2000") int most) {}
