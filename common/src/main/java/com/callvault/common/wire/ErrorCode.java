package com.callvault.common.wire;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Every way in which a request can fail, on the socket and on HTTP alike (PROTOCOL, "Errors"). The message is the default
 * advice to whoever sent it; a place that knows more says more.
 */
public enum ErrorCode {
    MALFORMED("malformed", 400, "Send one JSON object with a type and the members that this type needs."),
    UNKNOWN_TYPE("unknown_type", 400, "This server does not know that frame type; see the protocol document."),
    FRAME_TOO_LARGE("frame_too_large", 413, "Keep a frame within 65536 bytes."),
    BAD_ADDRESS("bad_address", 400, "Ask the person for their address again and paste it whole."),
    BAD_SIGNATURE("bad_signature", 400, "Sign it with the key of the address that it names."),
    CLOCK_SKEW("clock_skew", 400, "Set the device's clock, or correct it by the time in hello."),
    STALE_INTENT("stale_intent", 400, "This intent is too old or was used before; sign a new one."),
    SELF_CALL("self_call", 400, "You cannot call or write to yourself."),
    BAD_STATE("bad_state", 400, "That does not fit the state that this is in."),
    EMPTY_MESSAGE("empty_message", 400, "Write something, or attach a file."),
    MESSAGE_TOO_LARGE("message_too_large", 413, "Keep a message within 16384 bytes; send longer text as a file."),
    BAD_ATTACHMENT("bad_attachment", 400, "Upload the file first, then send its id."),
    CLIENT_ID_REUSED("client_id_reused", 409, "This clientId was used for another message; make a new one."),
    EDIT_WINDOW_OVER("edit_window_over", 409, "It is too late to change this message."),
    PAYLOAD_TOO_LARGE("payload_too_large", 413, "Send less at once."),
    UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", 415, "Send it in a media type that this route takes."),

    NOT_AUTHENTICATED(
            "not_authenticated", 401, "Prove who you are first: answer hello with auth, or send a fresh token."),
    BAD_PROOF("bad_proof", 401, "Sign this connection's challenge, for this server, with the key of your address."),
    SUPERSEDED("superseded", 409, "A newer connection of this device exists; use that one, or raise conn."),
    REVOKED("revoked", 403, "This device was removed by its owner; link it again."),
    /** One's own, or that of the person to whom something was sent. */
    ACCOUNT_DELETED("account_deleted", 410, "This account was deleted, and nobody can bring it back."),
    FORBIDDEN("forbidden", 403, "You may not do that."),
    NOT_FOUND("not_found", 404, "There is nothing here for you."),
    NO_SUCH_CALL("no_such_call", 404, "There is no such call."),
    NOT_YOUR_CALL("not_your_call", 403, "You take no part in that call, or it is with somebody else."),
    ALREADY_ANSWERED("already_answered", 409, "Another device has answered this call."),
    CALL_OVER("call_over", 409, "This call is over."),
    DEVICE_BUSY("device_busy", 409, "This device takes part in another call; end it, or name it in replaces."),
    NO_SUCH_MESSAGE("no_such_message", 404, "There is no such message."),
    NOT_A_MEMBER("not_a_member", 403, "You are not in that conversation."),
    CONFLICT("conflict", 409, "That contradicts what is already there."),
    QUOTA_EXCEEDED("quota_exceeded", 403, "Your share is used up."),

    RATE_LIMITED("rate_limited", 429, true, "Too many at once; try again after retryAfterMs."),
    OVERLOADED("overloaded", 503, true, "The server is busy; try again after retryAfterMs."),
    UNAVAILABLE("unavailable", 503, true, "A part of the server is away; try again after retryAfterMs."),
    INTERNAL("internal", 500, true, "Something went wrong on the server; try again after retryAfterMs.");

    private final String wire;
    private final int httpStatus;
    private final boolean retryable;
    private final String advice;

    ErrorCode(String wire, int httpStatus, String advice) {
        this(wire, httpStatus, false, advice);
    }

    ErrorCode(String wire, int httpStatus, boolean retryable, String advice) {
        this.wire = wire;
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.advice = advice;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public boolean retryable() {
        return retryable;
    }

    public String advice() {
        return advice;
    }
}
