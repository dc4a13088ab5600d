package com.callvault.common.wire;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a call is over, as {@code call:ended}, the call's record and the history say it. */
public enum EndReason {
    COMPLETED("completed"),
    DECLINED("declined"),
    BUSY("busy"),
    /** To the caller: the ring's time was over. To the callee the same call is {@link #MISSED}. */
    NO_ANSWER("no_answer"),
    MISSED("missed"),
    CANCELLED("cancelled"),
    ANSWERED_ELSEWHERE("answered_elsewhere"),
    DECLINED_ELSEWHERE("declined_elsewhere"),
    DO_NOT_DISTURB("do_not_disturb"),
    OUTSIDE_HOURS("outside_hours"),
    REQUEST_SENT("request_sent"),
    NOT_ALLOWED("not_allowed"),
    MERGED("merged"),
    REPLACED("replaced"),
    /** Media never flowed. */
    ICE_FAILED("ice_failed"),
    /** Media flowed and was lost. */
    ICE_TIMEOUT("ice_timeout"),
    /** Both, or one whose media was dead, were away for longer than the grace. */
    LOST("lost"),
    FAILED("failed");

    private final String wire;

    EndReason(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
