package com.callvault.common.wire;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client sends (PROTOCOL, "Opening", "Calls", "Messages"). A record that exists is well-formed: its members are there
 * and have their shapes. {@code id} is up to the client; what answers the frame carries it as {@code re}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ClientFrame {

    @Nullable
    String id();

    /** What the gateway answers itself. */
    sealed interface ConnectionFrame extends ClientFrame {}

    /** About a call: routed by the pair of the sender and {@code peer}, to signaling. */
    sealed interface CallFrame extends ClientFrame {
        CallId call();

        Address peer();
    }

    /** About a conversation: routed by the pair of the sender and {@code to}, to messaging. */
    sealed interface ChatFrame extends ClientFrame {
        Address to();
    }

    /** Takes a place in the sequence of a conversation, once for its {@code clientId}; answered by {@code msg:ack}. */
    sealed interface Sequenced extends ChatFrame {
        ClientMessageId clientId();
    }

    @JsonTypeName("auth")
    record Auth(@Nullable String id, String proof) implements ConnectionFrame {
        public Auth {
            Member.requestId(id);
            Member.required(proof, "proof");
        }
    }

    @JsonTypeName("ping")
    record Ping(@Nullable String id) implements ConnectionFrame {
        public Ping {
            Member.requestId(id);
        }
    }

    @JsonTypeName("token")
    record TokenRequest(@Nullable String id) implements ConnectionFrame {
        public TokenRequest {
            Member.requestId(id);
        }
    }

    @JsonTypeName("call:init")
    record CallInit(@Nullable String id, CallId call, Address peer, String intent) implements CallFrame {
        public CallInit {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.required(intent, "intent");
        }
    }

    @JsonTypeName("call:ringing")
    record CallRinging(@Nullable String id, CallId call, Address peer) implements CallFrame {
        public CallRinging {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
        }
    }

    @JsonTypeName("call:accept")
    record CallAccept(
            @Nullable String id,
            CallId call,
            Address peer,
            String acceptance,
            @Nullable CallId replaces) implements CallFrame {
        public CallAccept {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.required(acceptance, "acceptance");
        }
    }

    @JsonTypeName("call:reject")
    record CallReject(
            @Nullable String id,
            CallId call,
            Address peer,
            @Nullable Reason reason) implements CallFrame {
        public CallReject {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
        }

        /** Why a person does not take the call; without it, they declined. */
        public enum Reason {
            @JsonProperty("declined")
            DECLINED,
            @JsonProperty("busy")
            BUSY
        }
    }

    @JsonTypeName("call:end")
    record CallEnd(
            @Nullable String id,
            CallId call,
            Address peer,
            @Nullable String reason) implements CallFrame {
        private static final int LONGEST_REASON = 64;

        public CallEnd {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            if (reason != null && reason.length() > LONGEST_REASON) {
                throw new WireException(
                        ErrorCode.MALFORMED, "The member \"reason\" has more than " + LONGEST_REASON + " characters.");
            }
        }
    }

    /** Everything about this call up to {@code n} has arrived at this device. */
    @JsonTypeName("call:ack")
    record CallAck(@Nullable String id, CallId call, Address peer, Long n) implements CallFrame {
        public CallAck {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.positive(n, "n");
        }
    }

    /** A description or candidates: held until the call is accepted, then handed to the other side's device. */
    sealed interface Signal extends CallFrame {
        /** Counts peer connections of this call, from 1. */
        Long gen();
    }

    @JsonTypeName("webrtc:offer")
    record WebrtcOffer(@Nullable String id, CallId call, Address peer, Long gen, String sdp, String proof)
            implements Signal {
        public WebrtcOffer {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.positive(gen, "gen");
            Member.required(sdp, "sdp");
            Member.required(proof, "proof");
        }
    }

    @JsonTypeName("webrtc:answer")
    record WebrtcAnswer(@Nullable String id, CallId call, Address peer, Long gen, String sdp, String proof)
            implements Signal {
        public WebrtcAnswer {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.positive(gen, "gen");
            Member.required(sdp, "sdp");
            Member.required(proof, "proof");
        }
    }

    /** Candidates in the form of {@code RTCIceCandidateInit}, passed on as they are; an empty list ends them. */
    @JsonTypeName("webrtc:ice")
    record WebrtcIce(@Nullable String id, CallId call, Address peer, Long gen, List<JsonNode> candidates)
            implements Signal {
        public WebrtcIce {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.positive(gen, "gen");
            candidates = Member.list(candidates, "candidates", WireLimits.CANDIDATES_PER_FRAME);
            if (!candidates.stream().allMatch(JsonNode::isObject)) {
                throw new WireException(
                        ErrorCode.MALFORMED, "Each of \"candidates\" is an RTCIceCandidateInit object.");
            }
        }
    }

    /** What ICE and media did on the client; {@code details} are the frame's other members, for analysts. */
    @JsonTypeName("call:report")
    record CallReport(
            @Nullable String id,
            CallId call,
            Address peer,
            String event,
            @JsonAnySetter @JsonAnyGetter @Nullable Map<String, JsonNode> details)
            implements CallFrame {
        public CallReport {
            Member.requestId(id);
            Member.required(call, "call");
            Member.required(peer, "peer");
            Member.required(event, "event");
            details = details == null ? Map.of() : Map.copyOf(details);
        }
    }

    @JsonTypeName("msg:send")
    record MsgSend(
            @Nullable String id,
            Address to,
            ClientMessageId clientId,
            MessageKind kind,
            String body,
            @Nullable List<String> attachments,
            @Nullable MessageId replyTo)
            implements Sequenced {
        private static final int MOST_ATTACHMENTS = 32;

        public MsgSend {
            Member.requestId(id);
            Member.required(to, "to");
            Member.required(clientId, "clientId");
            if (!Member.required(kind, "kind").sendable()) {
                throw new WireException(
                        ErrorCode.MALFORMED, "A client does not send the kind \"" + kind.wire() + "\".");
            }
            Member.required(body, "body");
            attachments = attachments == null ? null : Member.list(attachments, "attachments", MOST_ATTACHMENTS);
        }
    }

    /** Other words for a message of one's own. */
    @JsonTypeName("msg:edit")
    record MsgEdit(@Nullable String id, Address to, ClientMessageId clientId, MessageId target, String body)
            implements Sequenced {
        public MsgEdit {
            Member.requestId(id);
            Member.required(to, "to");
            Member.required(clientId, "clientId");
            Member.required(target, "target");
            Member.required(body, "body");
        }
    }

    /** Takes a message of one's own back, for everybody. */
    @JsonTypeName("msg:unsend")
    record MsgUnsend(@Nullable String id, Address to, ClientMessageId clientId, MessageId target) implements Sequenced {
        public MsgUnsend {
            Member.requestId(id);
            Member.required(to, "to");
            Member.required(clientId, "clientId");
            Member.required(target, "target");
        }
    }

    /** What one feels about a message. A person has one reaction to each; null takes it back. */
    @JsonTypeName("msg:react")
    record MsgReact(
            @Nullable String id,
            Address to,
            ClientMessageId clientId,
            MessageId target,
            @Nullable String emoji) implements Sequenced {
        public MsgReact {
            Member.requestId(id);
            Member.required(to, "to");
            Member.required(clientId, "clientId");
            Member.required(target, "target");
            if (emoji != null && !Emoji.isOne(emoji)) {
                throw new WireException(ErrorCode.MALFORMED, "The member \"emoji\" is one emoji, or null.");
            }
        }
    }

    /** A watermark: this device has everything of the conversation up to {@code upTo}. */
    @JsonTypeName("msg:delivered")
    record MsgDelivered(@Nullable String id, ConversationId conversation, Address to, Long upTo) implements ChatFrame {
        public MsgDelivered {
            Member.requestId(id);
            Member.required(conversation, "conversation");
            Member.required(to, "to");
            Member.positive(upTo, "upTo");
        }
    }

    /**
     * A watermark: this person has seen everything of the conversation up to {@code upTo}.
     *
     * @param quiet true: one's own devices are told, and the other is not; else absent
     */
    @JsonTypeName("msg:read")
    record MsgRead(
            @Nullable String id,
            ConversationId conversation,
            Address to,
            Long upTo,
            @Nullable Boolean quiet) implements ChatFrame {
        public MsgRead {
            Member.requestId(id);
            Member.required(conversation, "conversation");
            Member.required(to, "to");
            Member.positive(upTo, "upTo");
        }
    }

    @JsonTypeName("msg:typing")
    record MsgTyping(@Nullable String id, Address to, Boolean on) implements ChatFrame {
        public MsgTyping {
            Member.requestId(id);
            Member.required(to, "to");
            Member.required(on, "on");
        }
    }
}
