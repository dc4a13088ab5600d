package com.callvault.gateway.opening;

import com.callvault.common.id.NodeId;
import com.callvault.common.token.TokenIssuer;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.common.wire.WireLimits;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.ConnectionSettings;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.connection.Identity;
import com.callvault.gateway.connection.Socket;
import com.callvault.gateway.connection.Ticker;
import com.callvault.gateway.presence.Presence;
import java.time.Clock;
import java.time.Duration;

/** From an open socket to {@code ready}. Called by the thread that reads the socket. */
public final class Opening {
    private final NodeId node;
    private final Connections connections;
    private final Presence presence;
    private final TokenIssuer tokens;
    private final Proofs proofs;
    private final Clock clock;
    private final Duration heartbeat;
    private final AdmissionRate admission;
    private final ServerFrame.Limits limits;

    public Opening(
            NodeId node,
            Connections connections,
            Presence presence,
            TokenIssuer tokens,
            Clock clock,
            Ticker ticker,
            ConnectionSettings settings,
            ChangeSettings changes) {
        this.node = node;
        this.connections = connections;
        this.presence = presence;
        this.tokens = tokens;
        this.proofs = new Proofs(clock);
        this.clock = clock;
        this.heartbeat = settings.heartbeat();
        this.admission = new AdmissionRate(settings.newcomersPerSecond(), ticker);
        this.limits = new ServerFrame.Limits(
                WireLimits.FRAME_BYTES,
                WireLimits.BODY_BYTES,
                WireLimits.UPLOAD_BYTES,
                WireLimits.FRAMES_PER_SECOND,
                WireLimits.CALLS_PER_MINUTE,
                WireLimits.CALLS_PER_PAIR_PER_MINUTE,
                changes.editWithin().toMillis(),
                changes.unsendWithin().toMillis());
    }

    /** A socket was opened by a page of {@code audience}: says {@code hello}, or when to come back where too many come. */
    public Connection open(Socket socket, String audience) {
        Connection connection = connections.open(socket, audience);
        long waitMs = admission.waitMs();
        if (waitMs > 0) {
            connection.refuse(
                    null, ErrorCode.OVERLOADED, "Many connect at this moment: come back after retryAfterMs.", waitMs);
            connection.close(CloseReason.OVERLOADED);
            return connection;
        }
        connection.send(new ServerFrame.Hello(connection.challenge(), node, clock.millis()));
        return connection;
    }

    /**
     * {@code auth} came: attaches and says {@code ready}, or says why not and closes.
     *
     * @throws WireException before the proof is accepted, to be told as any other refusal
     */
    public void authenticate(Connection connection, ClientFrame.Auth auth) {
        if (connection.phase() != Connection.Phase.CHALLENGED) {
            throw new WireException(
                    ErrorCode.BAD_STATE,
                    "This connection is authenticated; open another to change who you are.",
                    auth.id());
        }
        Identity identity;
        try {
            identity = proofs.verify(auth.proof(), connection.challenge(), connection.audience());
        } catch (WireException e) {
            refuse(connection, auth, e, CloseReason.NOT_AUTHENTICATED);
            return;
        }
        TokenIssuer.Issued token = tokens.issue(identity.address(), identity.device());
        try {
            presence.enter(
                    connection,
                    identity,
                    new ServerFrame.Ready(
                            identity.address(),
                            identity.device(),
                            connection.session(),
                            token.token(),
                            token.expiresAt().toEpochMilli(),
                            Math.toIntExact(heartbeat.toMillis()),
                            limits));
        } catch (WireException e) {
            refuse(connection, auth, e, reason(e.code()));
        }
    }

    private static CloseReason reason(ErrorCode refused) {
        return switch (refused) {
            case SUPERSEDED -> CloseReason.SUPERSEDED;
            case REVOKED -> CloseReason.REVOKED;
            case ACCOUNT_DELETED -> CloseReason.ACCOUNT_DELETED;
            default -> CloseReason.OVERLOADED;
        };
    }

    private static void refuse(
            Connection connection, ClientFrame.Auth auth, WireException refused, CloseReason reason) {
        connection.refuse(
                auth.id(), refused.code(), refused.advice(), refused.code().retryable() ? 1_000L : null);
        connection.close(reason);
    }
}
