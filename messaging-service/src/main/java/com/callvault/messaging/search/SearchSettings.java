package com.callvault.messaging.search;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the words of messages are written for search. Until then a search reads the messages themselves, so nothing of this
 * decides what is found.
 *
 * @param sweep how often some conversations are looked at; default 1 s
 * @param conversations how many of them at a time; default 5,000, which takes a few milliseconds
 * @param quiet after how long without a message a conversation's last block is written before it is full; default 10 min
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.search", ignoreUnknownFields = false)
record SearchSettings(
        @NotNull @DefaultValue("1s") Duration sweep,
        @Min(1) @DefaultValue("5000") int conversations,
        @NotNull @DefaultValue("10m") Duration quiet) {}
