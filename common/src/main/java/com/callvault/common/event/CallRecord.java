package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.MediaKind;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The one final record of a call, on {@link Topics#CALLS_RECORDS}, keyed by call: what analysts count. Times are ms since the
 * epoch; what did not happen is absent.
 *
 * @param known whether the caller was among the callee's contacts
 * @param placedAt when the gateway read {@code call:init}, ms since the epoch
 * @param rangAt when the first device said that it rang, ms since the epoch
 * @param answeredAt when the ledger took the answer, ms since the epoch; absent where nobody answered
 * @param endedAt when it ended, ms since the epoch
 * @param reason the outcome as the caller would read it ({@code no_answer} rather than {@code missed})
 * @param endedBy who ended it; absent where time did
 * @param durationMs from the answer to the end, in ms; absent where nobody answered
 * @param policy what the callee's policy said when the call was placed; absent for calls of before there were policies
 * @param path how media went when it last connected, as the devices said; absent where no device said that it did
 * @param firstSoundMs from the answer until the slower of the two heard the other, in ms, as the devices said; absent where none did
 */
@JsonTypeName("com.callvault.call.record.v1")
public record CallRecord(
        CallId call,
        Address from,
        Address to,
        MediaKind media,
        boolean known,
        DeviceId callerDevice,
        @Nullable DeviceId calleeDevice,
        long placedAt,
        @Nullable Long rangAt,
        @Nullable Long answeredAt,
        long endedAt,
        EndReason reason,
        @Nullable Address endedBy,
        @Nullable Long durationMs,
        @Nullable PolicyDecision policy,
        @Nullable Path path,
        @Nullable Long firstSoundMs)
        implements Event {

    /** Between the two devices, or through a TURN server. */
    public enum Path {
        @JsonProperty("direct")
        DIRECT,
        @JsonProperty("relay")
        RELAY
    }
}
