package com.callvault.messaging.delivery;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Live delivery.
 *
 * @param patience how long a batch waits for Redis, repeats included, before its posts are dropped; default 1 s
 * @param retryAfter after posts were dropped, Redis is left alone this long, so that storing goes on at full speed; default
 *     200 ms
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.delivery", ignoreUnknownFields = false)
record DeliverySettings(
        @NotNull @DefaultValue("1s") Duration patience,
        @NotNull @DefaultValue("200ms") Duration retryAfter) {}
