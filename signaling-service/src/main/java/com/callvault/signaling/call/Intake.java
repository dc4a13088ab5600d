package com.callvault.signaling.call;

import com.callvault.common.event.Command;
import com.callvault.common.event.Origin;
import com.callvault.common.jws.Acceptance;
import com.callvault.common.jws.CallIntent;
import com.callvault.common.jws.Freshness;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.OriginSettings;
import com.callvault.signaling.call.CallInput.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Frames to what they ask of the machine, with every signature verified. Knows nothing of what is stored. Thread-safe. */
final class Intake {
    static final int REPORT_CHARACTERS = 8 * 1024;
    private static final int REPORT_EVENT_CHARACTERS = 64;
    /** What a device may say of an answered call that it ends because it cannot go on. */
    private static final Set<EndReason> MAY_BE_SAID =
            EnumSet.of(EndReason.ICE_FAILED, EndReason.ICE_TIMEOUT, EndReason.FAILED);

    private final OriginSettings origins;
    private final RevokedDevices revoked;
    private final Duration ringTimeout;

    Intake(OriginSettings origins, RevokedDevices revoked, Duration ringTimeout) {
        this.origins = origins;
        this.revoked = revoked;
        this.ringTimeout = ringTimeout;
    }

    /** @throws WireException with the error that goes to the sender */
    CallInput.Asked read(UUID id, Command.Call command, long now) {
        ClientFrame.CallFrame frame = command.frame();
        Origin origin = command.origin();
        Sender sender = new Sender(origin.address(), origin.device(), frame.peer());
        return switch (frame) {
            case ClientFrame.CallInit init -> init(sender, init, Math.min(command.receivedAt(), now));
            case ClientFrame.CallRinging ringing -> new CallInput.DeviceRinging(sender);
            case ClientFrame.CallAccept accept -> accept(sender, accept);
            case ClientFrame.CallReject reject ->
                new CallInput.Reject(
                        sender, reject.reason() == null ? ClientFrame.CallReject.Reason.DECLINED : reject.reason());
            case ClientFrame.CallEnd end -> new CallInput.End(sender, reason(end.reason()));
            case ClientFrame.CallAck ack -> acknowledgement(origin, ack);
            case ClientFrame.Signal signal -> new CallInput.Signal(sender, signal);
            case ClientFrame.CallReport report -> report(sender, id, report);
        };
    }

    static CallInput.Ack acknowledgement(Origin by, ClientFrame.CallAck ack) {
        return new CallInput.Ack(new Sender(by.address(), by.device(), ack.peer()), ack.n());
    }

    private CallInput.Init init(Sender sender, ClientFrame.CallInit frame, long receivedAt) {
        CallIntent intent = CallIntent.verify(frame.intent(), revoked);
        check(intent.from().equals(sender.address()), "The intent is not by the address of this connection.");
        check(intent.device().equals(sender.device()), "The intent is not by the device of this connection.");
        check(intent.to().equals(frame.peer()), "The intent calls somebody else than \"peer\".");
        check(intent.call().equals(frame.call()), "The intent is for another call.");
        check(origins.isOurs(intent.aud()), "The intent is for another server: its \"aud\" is not this one's origin.");
        Call call = new Call(
                intent.call(),
                intent.from(),
                intent.device(),
                intent.to(),
                intent.media(),
                intent.name(),
                frame.intent(),
                intent.hash(),
                intent.jti(),
                false,
                false,
                receivedAt,
                receivedAt + ringTimeout.toMillis(),
                null,
                null);
        // Not refused here: for a call that is in the ledger already, the same intent is never too old.
        ErrorCode refused = freshness(intent.iat(), receivedAt);
        return new CallInput.Init(sender, call, new CallInput.Obstacles(refused, false, null, 0), null);
    }

    private static @Nullable ErrorCode freshness(Instant iat, long receivedAt) {
        try {
            Freshness.INTENT.check(iat, Instant.ofEpochMilli(receivedAt));
            return null;
        } catch (WireException e) {
            return e.code();
        }
    }

    private CallInput.Accept accept(Sender sender, ClientFrame.CallAccept frame) {
        Acceptance acceptance = Acceptance.verify(frame.acceptance(), revoked);
        check(acceptance.from().equals(sender.address()), "The acceptance is not by the address of this connection.");
        check(acceptance.device().equals(sender.device()), "The acceptance is not by the device of this connection.");
        check(acceptance.call().equals(frame.call()), "The acceptance is for another call.");
        return new CallInput.Accept(sender, frame.acceptance(), acceptance.intent(), null, frame.replaces());
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new WireException(ErrorCode.BAD_SIGNATURE, otherwise);
        }
    }

    private static EndReason reason(@Nullable String said) {
        return MAY_BE_SAID.stream()
                .filter(reason -> reason.wire().equals(said))
                .findAny()
                .orElse(EndReason.COMPLETED);
    }

    private static CallInput.Report report(Sender sender, UUID id, ClientFrame.CallReport frame) {
        Map<String, JsonNode> details = frame.details() == null ? Map.of() : frame.details();
        if (frame.event().length() > REPORT_EVENT_CHARACTERS
                || Json.write(details).length() > REPORT_CHARACTERS) {
            throw new WireException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "Keep a report within %d characters, and its event within %d."
                            .formatted(REPORT_CHARACTERS, REPORT_EVENT_CHARACTERS));
        }
        return new CallInput.Report(
                sender,
                id,
                frame.event(),
                details,
                MediaReports.flowing(frame.event(), details),
                MediaReports.facts(frame.event(), details));
    }
}
