package com.callvault.signaling.policy;

import com.callvault.common.event.PolicyDecision;
import com.callvault.common.event.PolicyDecision.Outcome;
import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.common.wire.EndReason;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** What the callee's policy says to a call, and which of its rules said so. The ledger keeps it as JSON with the call. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
public sealed interface Decision {
    Reason reason();

    /** @param silently it is shown on the callee's devices and makes no sound */
    @JsonTypeName("ring")
    record Ring(Reason reason, boolean silently) implements Decision {
        /** Nothing speaks against it. */
        public static final Ring USUAL = new Ring(Reason.USUAL, false);
    }

    /** No device rings; the callee finds a request to call. */
    @JsonTypeName("request")
    record Request(Reason reason) implements Decision {}

    /** @param message what the callee wants callers to be told */
    @JsonTypeName("refuse")
    record Refuse(Reason reason, @Nullable String message) implements Decision {}

    /** Nobody answers, as far as the caller can see; the callee never learns of it. */
    @JsonTypeName("block")
    record Block(Reason reason) implements Decision {}

    /** Whether the callee's devices are told of the call at all. */
    default boolean rings() {
        return this instanceof Ring;
    }

    /** As the event and the record say it. */
    default PolicyDecision told() {
        Outcome outcome = switch (this) {
            case Ring ring -> ring.silently() ? Outcome.RING_SILENTLY : Outcome.RING;
            case Request request -> Outcome.REQUEST;
            case Refuse refuse -> Outcome.REFUSE;
            case Block block -> Outcome.BLOCK;
        };
        return new PolicyDecision(outcome, reason());
    }

    /** What a call ends with when nobody answered it because of this; what a caller reads may be less. */
    default EndReason end() {
        return switch (this) {
            case Ring ring -> EndReason.NO_ANSWER;
            case Request request -> EndReason.REQUEST_SENT;
            case Refuse refuse ->
                switch (refuse.reason()) {
                    case DO_NOT_DISTURB -> EndReason.DO_NOT_DISTURB;
                    case OUTSIDE_HOURS -> EndReason.OUTSIDE_HOURS;
                    case USUAL,
                            CONTACT_ALWAYS,
                            CONTACT_NEVER,
                            CONTACT_EVEN_IN_DO_NOT_DISTURB,
                            SECOND_CALL,
                            UNKNOWN_CALLER,
                            BLOCKED,
                            ACCOUNT_DELETED -> EndReason.NOT_ALLOWED;
                };
            case Block block -> EndReason.NO_ANSWER;
        };
    }
}
