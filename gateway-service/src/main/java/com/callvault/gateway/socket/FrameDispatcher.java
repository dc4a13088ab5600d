package com.callvault.gateway.socket;

import com.callvault.common.token.TokenIssuer;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.common.wire.WireLimits;
import com.callvault.gateway.command.Commands;
import com.callvault.gateway.connection.Admission;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.Identity;
import com.callvault.gateway.connection.Utf8;
import com.callvault.gateway.opening.Opening;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Each frame of a client to where it is dealt with, and every refusal back. For the thread that reads the socket. */
final class FrameDispatcher {
    private static final Logger log = LoggerFactory.getLogger(FrameDispatcher.class);
    private static final long RETRY_AFTER_MS = 1_000;

    private final Opening opening;
    private final Commands commands;
    private final TokenIssuer tokens;
    private final Clock clock;
    private final FrameMetrics metrics;

    FrameDispatcher(Opening opening, Commands commands, TokenIssuer tokens, Clock clock, FrameMetrics metrics) {
        this.opening = opening;
        this.commands = commands;
        this.tokens = tokens;
        this.clock = clock;
        this.metrics = metrics;
    }

    void text(Connection connection, String text) {
        if (isAdmitted(connection, text)) {
            try {
                if (Utf8.length(text) > WireLimits.FRAME_BYTES) {
                    throw new WireException(ErrorCode.FRAME_TOO_LARGE, ErrorCode.FRAME_TOO_LARGE.advice());
                }
                ClientFrame frame = FrameCodec.decode(text);
                metrics.received(frame);
                dispatch(connection, frame);
            } catch (WireException e) {
                metrics.refused(e.code());
                connection.refuse(e);
            } catch (RuntimeException e) {
                log.error("A frame of {} failed", connection.session(), e);
                connection.refuse(requestId(text), ErrorCode.INTERNAL, ErrorCode.INTERNAL.advice(), RETRY_AFTER_MS);
            }
        }
    }

    void binary(Connection connection) {
        if (isAdmitted(connection, "")) {
            metrics.refused(ErrorCode.MALFORMED);
            connection.refuse(new WireException(ErrorCode.MALFORMED, "Frames are text, not binary."));
        }
    }

    private void dispatch(Connection connection, ClientFrame frame) {
        if (connection.phase() == Connection.Phase.CHALLENGED && !(frame instanceof ClientFrame.Auth)) {
            throw new WireException(ErrorCode.NOT_AUTHENTICATED, ErrorCode.NOT_AUTHENTICATED.advice(), frame.id());
        }
        switch (frame) {
            case ClientFrame.Auth auth -> opening.authenticate(connection, auth);
            case ClientFrame.Ping ping -> connection.send(new ServerFrame.Pong(ping.id(), clock.millis()));
            case ClientFrame.TokenRequest request -> token(connection, request);
            case ClientFrame.CallFrame call -> commands.send(connection, call);
            case ClientFrame.ChatFrame chat -> commands.send(connection, chat);
        }
    }

    private void token(Connection connection, ClientFrame.TokenRequest request) {
        Identity identity = connection.proven();
        TokenIssuer.Issued issued = tokens.issue(identity.address(), identity.device());
        connection.send(new ServerFrame.Token(
                request.id(), issued.token(), issued.expiresAt().toEpochMilli()));
    }

    private static boolean isAdmitted(Connection connection, String text) {
        if (connection.closing() != null) {
            return false;
        }
        return switch (connection.admit()) {
            case Admission.Admitted() -> true;
            case Admission.Flood() -> false;
            case Admission.Refused(long retryAfterMs) -> {
                connection.refuse(
                        requestId(text), ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.advice(), retryAfterMs);
                yield false;
            }
        };
    }

    /** Of a frame that is not processed: only so that its sender knows which one. */
    private static @Nullable String requestId(String text) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            JsonNode id = tree == null ? null : tree.get("id");
            return id != null && id.isString() && id.stringValue().length() <= WireLimits.REQUEST_ID_CHARACTERS
                    ? id.stringValue()
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
