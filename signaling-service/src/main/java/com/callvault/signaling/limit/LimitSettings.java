package com.callvault.signaling.limit;

import com.callvault.common.wire.WireLimits;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many calls one person may place.
 *
 * @param callsPerMinute in any minute, to everybody; default 20
 * @param callsPerPairPerMinute in any minute, to one other person; default 5
 */
@Validated
@ConfigurationProperties(prefix = "callvault.limit", ignoreUnknownFields = false)
record LimitSettings(
        @Min(1) @DefaultValue("" + WireLimits.CALLS_PER_MINUTE)
        int callsPerMinute,

        @Min(1) @DefaultValue("" + WireLimits.CALLS_PER_PAIR_PER_MINUTE)
        int callsPerPairPerMinute) {}
