package com.callvault.gateway.token;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.Freshness;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.jws.Standing;
import com.callvault.common.jws.TokenProof;
import com.callvault.common.token.TokenIssuer;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A token for a proof, for those who have no connection: service workers. Thread-safe. */
final class Tokens {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TokenIssuer issuer;
    private final UsedProofs used;
    private final Devices devices;
    private final Clock clock;

    /** Completes exceptionally when the store does not answer. */
    @FunctionalInterface
    interface Devices {
        CompletionStage<Standing> standing(Address owner, DeviceId device);
    }

    Tokens(TokenIssuer issuer, UsedProofs used, Devices devices, Clock clock) {
        this.issuer = issuer;
        this.used = used;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * @param audience what the proof must name as {@code aud}
     * @throws WireException {@code bad_proof}, {@code clock_skew}, {@code revoked}, {@code account_deleted}; {@code unavailable}
     *     when nobody can say whether the proof was used before
     */
    TokenIssuer.Issued issue(String proof, String audience) {
        TokenProof said = parse(proof);
        if (!said.aud().equals(audience)) {
            throw new WireException(ErrorCode.BAD_PROOF, "The signed \"aud\" must be " + audience + ".");
        }
        Freshness.PROOF.check(said.iat(), clock.instant());
        // By its id and not by its certificate: a device that signs by the address's own key can be removed as well.
        switch (await(devices.standing(said.signer(), said.device()))) {
            case GOOD -> {}
            case REVOKED -> throw new WireException(ErrorCode.REVOKED, ErrorCode.REVOKED.advice());
            case DELETED -> throw new WireException(ErrorCode.ACCOUNT_DELETED, ErrorCode.ACCOUNT_DELETED.advice());
        }
        if (!isFirstUse(said)) {
            throw new WireException(ErrorCode.BAD_PROOF, "This proof was used before; sign another with a new jti.");
        }
        return issuer.issue(said.signer(), said.device());
    }

    private TokenProof parse(String proof) {
        try {
            return TokenProof.verify(proof, RevokedDevices.NONE);
        } catch (WireException e) {
            throw new WireException(ErrorCode.BAD_PROOF, e.advice());
        }
    }

    private boolean isFirstUse(TokenProof said) {
        return await(used.use(said.signer(), said.jti()));
    }

    private static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
        }
    }
}
