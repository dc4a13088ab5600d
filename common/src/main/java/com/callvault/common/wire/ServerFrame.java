package com.callvault.common.wire;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.MessageId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the server sends (PROTOCOL). Times are milliseconds since the epoch; {@code n} rises by one per call and device, from 1;
 * {@code re} is the {@code id} of the request that is answered.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ServerFrame {

    /** @param challenge 32 random bytes, base64url, to be signed as {@code nonce} */
    @JsonTypeName("hello")
    record Hello(String challenge, NodeId node, long time) implements ServerFrame {}

    @JsonTypeName("ready")
    record Ready(
            Address address,
            DeviceId device,
            SessionId session,
            String token,
            long tokenExpiresAt,
            int heartbeatMs,
            Limits limits)
            implements ServerFrame {}

    /**
     * What the server will take, told in {@code ready}.
     *
     * @param editMs for so long after a message was stored its author can edit it
     * @param unsendMs for so long they can take it back
     */
    record Limits(
            int frameBytes,
            int bodyBytes,
            int uploadBytes,
            int framesPerSecond,
            int callsPerMinute,
            int callsPerPairPerMinute,
            long editMs,
            long unsendMs) {}

    @JsonTypeName("pong")
    record Pong(@Nullable String re, long time) implements ServerFrame {}

    @JsonTypeName("token")
    record Token(@Nullable String re, String token, long tokenExpiresAt) implements ServerFrame {}

    /** This node is about to stop: come back after the delay, it will be another node. */
    @JsonTypeName("drain")
    record Drain(long reconnectAfterMs) implements ServerFrame {}

    /** The live path may have dropped something: read heads and states again. */
    @JsonTypeName("resync")
    record Resync() implements ServerFrame {}

    /** @param state of a call, where the request was about one: {@code ringing}, {@code active}, {@code ended} */
    @JsonTypeName("ok")
    record Ok(@Nullable String re, @Nullable CallStatus state) implements ServerFrame {}

    @JsonTypeName("error")
    record Refused(
            @Nullable String re,
            ErrorCode code,
            String message,
            boolean retryable,
            @Nullable Long retryAfterMs) implements ServerFrame {

        public static Refused of(WireException refused) {
            return new Refused(
                    refused.re(),
                    refused.code(),
                    refused.advice(),
                    refused.code().retryable(),
                    null);
        }
    }

    /** Where a call stands. */
    enum CallStatus {
        @JsonProperty("ringing")
        RINGING,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("ended")
        ENDED
    }

    /** About a call: acknowledged by the device with the highest {@code n} that it has applied. */
    sealed interface CallNotice extends ServerFrame {
        CallId call();

        long n();
    }

    @JsonTypeName("call:progress")
    record CallProgress(CallId call, long n, State state) implements CallNotice {
        /** How far the ring has come: sent on, pushed to a device that is away, heard by a person. */
        public enum State {
            @JsonProperty("trying")
            TRYING,
            @JsonProperty("pushed")
            PUSHED,
            @JsonProperty("ringing")
            RINGING
        }
    }

    /**
     * A call for this person. {@code peer}, {@code media} and {@code name} come from the verified intent.
     *
     * @param known whether the caller is among the callee's contacts
     * @param remainingMs how long it still rings, as of the sending; clients whose clock is wrong go by it
     * @param silent true where the callee wants it shown and not sounded; else absent
     */
    @JsonTypeName("call:incoming")
    record CallIncoming(
            CallId call,
            long n,
            Address peer,
            String intent,
            MediaKind media,
            @Nullable String name,
            boolean known,
            @Nullable Boolean waiting,
            @Nullable CallId crossing,
            long remainingMs,
            long expiresAt,
            @Nullable Boolean silent)
            implements CallNotice {

        public CallIncoming withRemaining(long nowMs) {
            return new CallIncoming(
                    call,
                    n,
                    peer,
                    intent,
                    media,
                    name,
                    known,
                    waiting,
                    crossing,
                    Math.max(0, expiresAt - nowMs),
                    expiresAt,
                    silent);
        }
    }

    @JsonTypeName("call:accepted")
    record CallAccepted(CallId call, long n, Address peer, DeviceId device, String acceptance) implements CallNotice {}

    /** After {@code ready}: the call in which this device takes part. */
    @JsonTypeName("call:state")
    record CallState(
            CallId call,
            long n,
            CallStatus state,
            Role role,
            Address peer,
            MediaKind media,
            String intent,
            @Nullable String acceptance,
            long gen,
            long since)
            implements CallNotice {}

    /** Which side of a call. */
    enum Role {
        @JsonProperty("caller")
        CALLER,
        @JsonProperty("callee")
        CALLEE
    }

    @JsonTypeName("webrtc:offer")
    record WebrtcOffer(CallId call, long n, Address peer, long gen, String sdp, String proof) implements CallNotice {}

    @JsonTypeName("webrtc:answer")
    record WebrtcAnswer(CallId call, long n, Address peer, long gen, String sdp, String proof) implements CallNotice {}

    @JsonTypeName("webrtc:ice")
    record WebrtcIce(CallId call, long n, Address peer, long gen, List<JsonNode> candidates) implements CallNotice {}

    /**
     * @param durationMs from the answer to the end; absent where nobody answered
     * @param message what the callee wants callers to read (business hours)
     * @param into the call into which this one was merged
     */
    @JsonTypeName("call:ended")
    record CallEnded(
            CallId call,
            long n,
            EndReason reason,
            Address peer,
            @Nullable Long durationMs,
            @Nullable Boolean voicemail,
            @Nullable String message,
            @Nullable CallId into)
            implements CallNotice {}

    /** Stored. The same {@code clientId} gets the same answer for ever. */
    @JsonTypeName("msg:ack")
    record MsgAck(
            @Nullable String re,
            ClientMessageId clientId,
            MessageId message,
            ConversationId conversation,
            long seq,
            long at)
            implements ServerFrame {}

    /**
     * A message, or a change of one, in its place.
     *
     * @param media what a missed call was placed with; absent for all other kinds
     */
    @JsonTypeName("msg:incoming")
    record MsgIncoming(
            MessageId message,
            ConversationId conversation,
            long seq,
            Address from,
            Address to,
            ClientMessageId clientId,
            MessageKind kind,
            @Nullable String body,
            List<String> attachments,
            @Nullable MessageId replyTo,
            @Nullable MessageId target,
            @Nullable MediaKind media,
            long at)
            implements ServerFrame {

        /** The same place, as somebody sees it who has blocked the sender. */
        public MsgIncoming hidden() {
            return new MsgIncoming(
                    message,
                    conversation,
                    seq,
                    from,
                    to,
                    clientId,
                    MessageKind.HIDDEN,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    at);
        }
    }

    @JsonTypeName("msg:delivered")
    record MsgDelivered(ConversationId conversation, Address by, long upTo, long at) implements ServerFrame {}

    @JsonTypeName("msg:read")
    record MsgRead(ConversationId conversation, Address by, long upTo, long at) implements ServerFrame {}

    @JsonTypeName("msg:typing")
    record MsgTyping(ConversationId conversation, Address by, boolean on) implements ServerFrame {}
}
