package com.callvault.messaging.store;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * For how long a message can be changed by its author.
 *
 * @param editWithin 0 lets nobody edit; default 15 min
 * @param unsendWithin 0 lets nobody take back; default 48 h
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.changes", ignoreUnknownFields = false)
record ChangeSettings(
        @NotNull @DefaultValue("15m") Duration editWithin,
        @NotNull @DefaultValue("48h") Duration unsendWithin) {}
