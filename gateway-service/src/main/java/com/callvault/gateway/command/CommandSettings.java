package com.callvault.gateway.command;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code callvault.gateway.commands.*}
 *
 * @param callsWithin how long a call's frame may take into Kafka before its sender is told {@code unavailable}; at most 10 s
 * @param chatWithin the same for a message's frame
 * @param blockFor how long a connection may wait for Kafka to be found, and for room in the producer
 * @param mostInFlight frames of this node on their way into Kafka; above, {@code overloaded}
 * @param replication of the topics that this service creates: 1 suits one broker, production has 3
 */
public record CommandSettings(
        @DefaultValue("6s") Duration callsWithin,
        @DefaultValue("8s") Duration chatWithin,
        @DefaultValue("2s") Duration blockFor,
        @DefaultValue("10000") @Min(1) int mostInFlight,
        @DefaultValue("1") @Min(1) int replication) {}
