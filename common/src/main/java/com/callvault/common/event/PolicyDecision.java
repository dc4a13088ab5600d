package com.callvault.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the callee's policy said to a call when it was placed, and why.
 *
 * @param outcome what it does with the call
 * @param reason which rule of the policy decided
 */
public record PolicyDecision(Outcome outcome, Reason reason) {

    /** What a policy does with a call. */
    public enum Outcome {
        @JsonProperty("ring")
        RING,
        /** It is shown and makes no sound. */
        @JsonProperty("ring_silently")
        RING_SILENTLY,
        /** No device rings; the callee finds a request to call. */
        @JsonProperty("request")
        REQUEST,
        @JsonProperty("refuse")
        REFUSE,
        /** To the caller it looks as if nobody answered, and the callee never learns of it. */
        @JsonProperty("block")
        BLOCK
    }

    /** Which rule decided. */
    public enum Reason {
        /** Nothing speaks against it. */
        @JsonProperty("usual")
        USUAL,
        @JsonProperty("contact_always")
        CONTACT_ALWAYS,
        @JsonProperty("contact_never")
        CONTACT_NEVER,
        @JsonProperty("contact_even_in_do_not_disturb")
        CONTACT_EVEN_IN_DO_NOT_DISTURB,
        @JsonProperty("second_call")
        SECOND_CALL,
        @JsonProperty("do_not_disturb")
        DO_NOT_DISTURB,
        @JsonProperty("outside_hours")
        OUTSIDE_HOURS,
        /** The caller is not among the callee's contacts. */
        @JsonProperty("unknown_caller")
        UNKNOWN_CALLER,
        @JsonProperty("blocked")
        BLOCKED,
        /** The callee has deleted their account. */
        @JsonProperty("account_deleted")
        ACCOUNT_DELETED
    }
}
