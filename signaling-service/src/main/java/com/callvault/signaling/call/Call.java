package com.callvault.signaling.call;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.MediaKind;
import com.callvault.signaling.policy.Decision;
import com.callvault.signaling.policy.Screening;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a call: its verified intent, and what was decided when it was placed. Times are ms since the epoch.
 *
 * @param device the calling device
 * @param intentHash base64url SHA-256 of the intent, which an acceptance names
 * @param jti the intent's own id: nobody places two calls with one
 * @param known whether the caller was among the callee's contacts
 * @param open whether the caller may learn that it rings and why it ended; else they see {@code trying} and {@code no_answer}
 * @param placedAt when the gateway read the frame
 * @param expiresAt when the ring is over, by the call's age
 * @param screened what the callee's policy said; null before it was asked, and for calls from before there were policies
 * @param waiting true when the callee was in another call as it was placed; null otherwise
 */
public record Call(
        CallId id,
        Address from,
        DeviceId device,
        Address to,
        MediaKind media,
        @Nullable String name,
        String intent,
        String intentHash,
        String jti,
        boolean known,
        boolean open,
        long placedAt,
        long expiresAt,
        @Nullable Decision screened,
        @Nullable Boolean waiting) {

    /** @param busy whether the callee is in another call */
    Call screened(Screening screening, boolean busy) {
        return new Call(
                id,
                from,
                device,
                to,
                media,
                name,
                intent,
                intentHash,
                jti,
                screening.known(),
                screening.open(),
                placedAt,
                expiresAt,
                screening.decision(),
                busy ? true : null);
    }

    Decision decision() {
        return screened == null ? Decision.Ring.USUAL : screened;
    }

    /** Whether the callee's devices are told of it. One that does not ring may still look to its caller as if it did. */
    public boolean rings() {
        return decision().rings();
    }
}
