package com.callvault.signaling.call;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls ring.
 *
 * @param ringTimeout how long a call rings, from when it was placed; default 45 s
 * @param grace how long both sides of an answered call may be away before it is lost; default 30 s
 * @param workers how many threads of this instance take commands in, each for some of the 24 partitions; default 6
 */
@Validated
@ConfigurationProperties(prefix = "callvault.call", ignoreUnknownFields = false)
record CallSettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 5) @DefaultValue("45s")
        Duration ringTimeout,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) @DefaultValue("30s")
        Duration grace,

        @Min(1) @Max(24) @DefaultValue("6") int workers) {}
