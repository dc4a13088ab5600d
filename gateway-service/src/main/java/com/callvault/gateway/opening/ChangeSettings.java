package com.callvault.gateway.opening;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What messaging-service is told by the same names, told to clients in {@code ready}. It decides; where the two differ, it refuses
 * what clients were offered.
 *
 * @param editWithin for how long an author edits a message; default 15 min
 * @param unsendWithin for how long they take it back; default 48 h
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.changes", ignoreUnknownFields = false)
public record ChangeSettings(
        @NotNull @DefaultValue("15m") Duration editWithin,
        @NotNull @DefaultValue("48h") Duration unsendWithin) {}
