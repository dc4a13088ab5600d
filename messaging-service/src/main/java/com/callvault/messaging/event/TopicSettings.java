package com.callvault.messaging.event;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are made that do not exist yet.
 *
 * @param replication brokers that hold each record; default 1, in production 3
 */
@Validated
@ConfigurationProperties(prefix = "callvault.messaging.topics", ignoreUnknownFields = false)
record TopicSettings(@Min(1) @DefaultValue("1") int replication) {}
