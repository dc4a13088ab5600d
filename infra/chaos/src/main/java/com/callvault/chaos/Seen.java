package com.callvault.chaos;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * One thing that was seen from outside, a line of a history. Times are ms since the epoch, on the one clock of this machine;
 * devices, people and calls are their ids.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "seen")
sealed interface Seen {

    long at();

    /** A device of a person, told before anything else of it. */
    @JsonTypeName("device")
    record Device(long at, String person, String device) implements Seen {}

    /** From now on the server can reach it. */
    @JsonTypeName("connected")
    record Connected(long at, String device, String node) implements Seen {}

    @JsonTypeName("disconnected")
    record Disconnected(long at, String device) implements Seen {}

    /** {@code call:init} was answered {@code ok}: the ledger holds the call. */
    @JsonTypeName("placed")
    record Placed(long at, String call, String device, String callee) implements Seen {}

    /** A {@code call:incoming} was applied. */
    @JsonTypeName("rang")
    record Rang(long at, String call, String device) implements Seen {}

    /** {@code call:accept} was answered {@code ok}. */
    @JsonTypeName("answered")
    record Answered(long at, String call, String device) implements Seen {}

    /** A {@code call:ended} was applied. */
    @JsonTypeName("ended")
    record Ended(long at, String call, String device, String reason) implements Seen {}

    /**
     * A record of the topic, as often as it stands there.
     *
     * @param at when it ended
     * @param answeredAt 0 where nobody answered
     * @param bytes of the whole, to see whether a repeat is the same
     */
    @JsonTypeName("record")
    record Recorded(long at, String call, long answeredAt, String reason, String bytes) implements Seen {}

    /** Something was broken until then. */
    @JsonTypeName("fault")
    record Faulted(long at, long until, String kind, String part) implements Seen {}
}
