package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can happen to a call: somebody asks for something, or time passes. Signatures are verified before it comes here. */
public sealed interface CallInput {

    /** A device that asks, and the other of the call as it names them. */
    record Sender(Address address, DeviceId device, Address peer) {}

    /** From a client. */
    sealed interface Asked extends CallInput {
        Sender sender();
    }

    /**
     * @param obstacles what the ledger knows against it
     * @param crosses the call that rings the other way between the two; null when there is none
     */
    record Init(
            Sender sender,
            Call call,
            Obstacles obstacles,
            @Nullable CallId crosses) implements Asked {
        Init with(Call known, Obstacles found, @Nullable CallId crossed) {
            return new Init(sender, known, found, crossed);
        }
    }

    /**
     * What can keep a new call from being placed, in the order in which it is told.
     *
     * @param refused why the intent, though well signed, does not count any more (or not yet)
     * @param intentUsed whether the caller has placed another call with this intent's {@code jti}
     * @param engagedIn the live call in which the calling device takes part already
     * @param retryAfterMs how long until the caller may place a call; 0 when they may now
     */
    record Obstacles(
            @Nullable ErrorCode refused,
            boolean intentUsed,
            @Nullable CallId engagedIn,
            long retryAfterMs) {
        static final Obstacles NONE = new Obstacles(null, false, null, 0);
    }

    /** The device shows or sounds the call. */
    record DeviceRinging(Sender sender) implements Asked {}

    /**
     * @param intentHash the intent that the acceptance names
     * @param engagedIn the live call in which the device takes part already
     * @param replaces the call that the device gives up for this one
     */
    record Accept(
            Sender sender,
            String acceptance,
            String intentHash,
            @Nullable CallId engagedIn,
            @Nullable CallId replaces) implements Asked {
        Accept with(@Nullable CallId engaged) {
            return new Accept(sender, acceptance, intentHash, engaged, replaces);
        }
    }

    record Reject(Sender sender, ClientFrame.CallReject.Reason reason) implements Asked {}

    /** @param reason what an answered call ends with */
    record End(Sender sender, EndReason reason) implements Asked {}

    record Signal(Sender sender, ClientFrame.Signal frame) implements Asked {}

    /** The device has everything of the call up to {@code n}. */
    record Ack(Sender sender, long n) implements Asked {}

    /**
     * @param command what brought it: a repeat of it is the same report
     * @param flowing what the report says about media; null when it says nothing
     * @param said what else of it the server knows
     */
    record Report(
            Sender sender,
            UUID command,
            String event,
            Map<String, JsonNode> details,
            @Nullable Boolean flowing,
            MediaFacts said)
            implements Asked {}

    /** Time passed, or something was found out. Each is harmless when it comes twice or late. */
    sealed interface Tick extends CallInput {}

    record RingTimeout() implements Tick {}

    record RingDue() implements Tick {}

    /** Nobody has acknowledged in time, or nobody is connected. */
    record PushDue(CallEvent.PushRequested.Cause cause) implements Tick {}

    /** @param healthy whether routing can be believed */
    record Looked(boolean callerHere, boolean calleeHere, boolean healthy) implements Tick {}

    record SettleDue() implements Tick {}

    /** The ring was settled on Redis. */
    record Settled() implements Tick {}

    /** A device that takes part has accepted another call in place of this one. */
    record Replaced(Address by) implements Tick {}

    /** The callee calls back at the same moment, and this is the call of the two that lives. */
    record Crossed(CallId other) implements Tick {}

    /** The callee calls back at the same moment, and that is the call that lives. */
    record Merged(CallId into) implements Tick {}
}
