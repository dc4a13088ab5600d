package com.callvault.gateway.connection;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code callvault.gateway.connection.*}
 *
 * @param heartbeat a WebSocket Ping goes out this often; clients are told in {@code ready}
 * @param pongWithin a connection without a Pong for this long after a Ping is given up
 * @param authWithin how long after {@code hello} the proof may take
 * @param sendTimeout a reader that has not taken one frame for this long is closed with 4008
 * @param cutAfter and is cut when the close has not gone through this much later; both together within 5 s
 * @param queueBytes what may wait for one reader, bytes of UTF-8
 * @param newcomersPerSecond how many a second are let in, the others are told when to come back; 0 for 150 for each processor
 */
public record ConnectionSettings(
        @DefaultValue("25s") Duration heartbeat,
        @DefaultValue("10s") Duration pongWithin,
        @DefaultValue("5s") Duration authWithin,
        @DefaultValue("4s") Duration sendTimeout,
        @DefaultValue("750ms") Duration cutAfter,
        @DefaultValue("524288") @Min(65536) int queueBytes,
        @DefaultValue("0") @Min(0) int newcomersPerSecond) {}
