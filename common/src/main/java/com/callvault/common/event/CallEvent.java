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
 * A step in a call's life, on {@link Topics#CALLS_EVENTS}, keyed by call. Times are ms since the epoch. {@code version} rises
 * with every step of one call; the event's id is a function of the call, the version and the type, so a repeat has the same.
 */
public sealed interface CallEvent extends Event {
    CallId call();

    long version();

    long at();

    /**
     * The ledger holds the call; it will get exactly one record.
     *
     * @param version rises with every step of one call; also in the event's id, so that a repeat has the same
     * @param at when the ledger took it, ms since the epoch
     * @param known whether the caller was among the callee's contacts
     * @param expiresAt when it stops to ring by itself, ms since the epoch
     * @param policy what the callee's policy said to it; absent for calls of before there were policies
     */
    @JsonTypeName("com.callvault.call.placed.v1")
    record Placed(
            CallId call,
            long version,
            long at,
            Address from,
            DeviceId device,
            Address to,
            MediaKind media,
            boolean known,
            long expiresAt,
            @Nullable PolicyDecision policy)
            implements CallEvent {}

    /**
     * A device of the callee says that it rings.
     *
     * @param version rises with every step of one call; also in the event's id, so that a repeat has the same
     * @param at when its word was taken in, ms since the epoch
     */
    @JsonTypeName("com.callvault.call.ringing.v1")
    record Ringing(CallId call, long version, long at, Address to, DeviceId device) implements CallEvent {}

    /**
     * Nobody acknowledged in time, or nobody is connected: notification-service wakes the callee.
     *
     * @param version rises with every step of one call; also in the event's id, so that a repeat has the same
     * @param at when it was asked for, ms since the epoch
     * @param name what the caller calls themselves, from the signed intent
     * @param expiresAt when the call stops to ring by itself, ms since the epoch: no push is worth anything later
     * @param silent true where the callee wants to see the call and not to hear it; else absent
     */
    @JsonTypeName("com.callvault.call.push-requested.v1")
    record PushRequested(
            CallId call,
            long version,
            long at,
            Address from,
            Address to,
            MediaKind media,
            @Nullable String name,
            Cause cause,
            long expiresAt,
            @Nullable Boolean silent)
            implements CallEvent {
        /** Why a push is wanted beside the socket. */
        public enum Cause {
            @JsonProperty("no_route")
            NO_ROUTE,
            @JsonProperty("unacknowledged")
            UNACKNOWLEDGED
        }
    }

    /**
     * The call was answered.
     *
     * @param version rises with every step of one call; also in the event's id, so that a repeat has the same
     * @param at when the ledger took the answer, ms since the epoch
     * @param device the one device of the callee that answers
     */
    @JsonTypeName("com.callvault.call.accepted.v1")
    record Accepted(CallId call, long version, long at, DeviceId device) implements CallEvent {}

    /**
     * The call is over; its record follows on {@link Topics#CALLS_RECORDS}.
     *
     * @param version rises with every step of one call; also in the event's id, so that a repeat has the same
     * @param at when it ended, ms since the epoch
     * @param durationMs from the answer to the end, in ms; absent where nobody answered
     */
    @JsonTypeName("com.callvault.call.ended.v1")
    record Ended(
            CallId call,
            long version,
            long at,
            Address from,
            Address to,
            EndReason reason,
            @Nullable Long durationMs) implements CallEvent {}
}
