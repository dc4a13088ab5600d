package com.callvault.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is opened; a well-behaved one by {@link #from(String)}.
 *
 * @param origin the {@code Origin} header, null to send none
 * @param subprotocol what is offered, null to offer nothing
 * @param receiveBufferBytes the kernel's receive buffer, 0 for its default; small for a client that means to read slowly
 * @param timeout for connecting and for the answer to the upgrade
 */
public record Handshake(
        @Nullable String origin, @Nullable String subprotocol, int receiveBufferBytes, Duration timeout) {
    public static final String SUBPROTOCOL = "callvault.v1";

    public static Handshake from(@Nullable String origin) {
        return new Handshake(origin, SUBPROTOCOL, 0, Duration.ofSeconds(10));
    }

    public Handshake withSubprotocol(@Nullable String other) {
        return new Handshake(origin, other, receiveBufferBytes, timeout);
    }

    public Handshake within(Duration other) {
        return new Handshake(origin, subprotocol, receiveBufferBytes, other);
    }

    public Handshake withReceiveBufferBytes(int bytes) {
        return new Handshake(origin, subprotocol, bytes, timeout);
    }
}
