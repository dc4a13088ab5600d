package com.callvault.gateway.opening;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Who may open {@code /ws}, decided before the upgrade. Only configuration is believed: an origin that equals {@code Host}
 * proves nothing, since whoever sends the one can send the other. Stateless; thread-safe.
 */
public final class HandshakeRules {
    public static final String SUBPROTOCOL = "callvault.v1";

    private final String publicOrigin;
    private final Set<String> allowed;
    private final boolean allowMissing;
    private final BooleanSupplier accepting;

    /**
     * @param allowMissing whether a client that sends no Origin, which is no browser, may come in
     * @param accepting whether this node takes connections: not before it listens to its channel, not when it is leaving
     */
    public HandshakeRules(OriginSettings settings, boolean allowMissing, BooleanSupplier accepting) {
        this.publicOrigin = Origins.parse(settings.publicOrigin());
        this.allowed =
                settings.allowedOrigins().isEmpty() ? Set.of(publicOrigin) : Origins.parse(settings.allowedOrigins());
        this.allowMissing = allowMissing;
        this.accepting = accepting;
    }

    /** What becomes of an upgrade request. */
    public sealed interface Verdict {
        /** @param audience what the proof on this connection must name as {@code aud} */
        record Welcome(String audience) implements Verdict {}

        record Refused(ErrorCode code, String advice) implements Verdict {}
    }

    /**
     * @param upgrade whether it asks to become a WebSocket at all
     * @param origins every Origin header, as it was sent
     * @param subprotocols every subprotocol that is offered
     */
    public Verdict check(boolean upgrade, List<String> origins, List<String> subprotocols) {
        if (!upgrade) {
            return new Verdict.Refused(ErrorCode.MALFORMED, "This is a WebSocket endpoint: send an upgrade request.");
        }
        if (origins.isEmpty() && !allowMissing) {
            return new Verdict.Refused(
                    ErrorCode.FORBIDDEN, "Send an Origin header: clients without one are not let in here.");
        }
        String audience;
        try {
            audience = audience(origins);
        } catch (WireException e) {
            return new Verdict.Refused(e.code(), e.advice());
        }
        if (!subprotocols.contains(SUBPROTOCOL)) {
            return new Verdict.Refused(
                    ErrorCode.MALFORMED, "Offer the subprotocol " + SUBPROTOCOL + " in Sec-WebSocket-Protocol.");
        }
        if (!accepting.getAsBoolean()) {
            return new Verdict.Refused(
                    ErrorCode.UNAVAILABLE, "This node takes no connections at the moment; come back after a while.");
        }
        return new Verdict.Welcome(audience);
    }

    /**
     * What a proof must name as {@code aud}: the page's origin, or the public one for a client that names none.
     *
     * @throws WireException {@code forbidden}
     */
    public String audience(List<String> origins) {
        if (origins.isEmpty()) {
            return publicOrigin;
        }
        if (origins.size() > 1 || !allowed.contains(origins.getFirst())) {
            throw new WireException(
                    ErrorCode.FORBIDDEN,
                    "Pages of this origin may not connect. Open " + publicOrigin
                            + ", or add the origin to callvault.allowed-origins.");
        }
        return origins.getFirst();
    }
}
