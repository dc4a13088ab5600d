package com.callvault.messaging.batch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How commands are taken.
 *
 * @param consumers threads that take batches, each with partitions of its own; more of them make smaller batches; default 1
 * @param most commands in a batch; default 500
 * @param commitEvery how often offsets are committed; what a crash repeats in between changes nothing; default 100 ms
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.batch", ignoreUnknownFields = false)
record BatchSettings(
        @Min(1) @Max(24) @DefaultValue("1") int consumers,
        @Min(1) @Max(5000) @DefaultValue("500") int most,
        @NotNull @DefaultValue("100ms") Duration commitEvery) {}
