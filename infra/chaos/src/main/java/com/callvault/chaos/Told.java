package com.callvault.chaos;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * One thing that was seen of messages from outside, a line of a history. Times are ms since the epoch, on the one clock of this
 * machine. Devices, people and pairs are numbers of this run; {@code id} is the {@code clientId}, {@code target} the id that the
 * server gave the message that is changed, empty where none is. {@code content} is a checksum of the words, 0 where there are
 * none.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "told")
sealed interface Told {

    long at();

    /** A device of a person, told before anything else of it; a pair is two people who write to each other. */
    @JsonTypeName("device")
    record Device(long at, int device, int person, int pair, String id) implements Told {}

    /** From now on the server can reach it. */
    @JsonTypeName("connected")
    record Connected(long at, int device, String node) implements Told {}

    @JsonTypeName("disconnected")
    record Disconnected(long at, int device) implements Told {}

    /** It goes out for the first time; a device writes the next when this one has had its answer. */
    @JsonTypeName("wrote")
    record Wrote(long at, int device, String id, String kind, int content, String target) implements Told {}

    /** It goes out once more, as there was no answer. */
    @JsonTypeName("again")
    record Again(long at, int device, String id) implements Told {}

    /**
     * As often as it was told.
     *
     * @param message the server's id of it
     */
    @JsonTypeName("acknowledged")
    record Acknowledged(long at, int device, String id, String message, long seq) implements Told {}

    @JsonTypeName("refused")
    record Refused(long at, int device, String id, String code) implements Told {}

    /**
     * A device applied what it was told, live or when it read: what it did not have yet, or has otherwise.
     *
     * @param from the person
     * @param asked when it began to read, 0 where it came by itself
     */
    @JsonTypeName("took")
    record Took(long at, int device, long seq, String id, int from, String kind, int content, String target, long asked)
            implements Told {}

    /** Nobody writes any more, nothing is broken: from now on everybody reads what they miss. */
    @JsonTypeName("closing")
    record Closing(long at) implements Told {}

    /** A message of the server's history, read whole at the end. */
    @JsonTypeName("stored")
    record Stored(long at, int pair, long seq, String id, int from, String kind, int content, String target)
            implements Told {}

    /** Something was broken until then. */
    @JsonTypeName("fault")
    record Faulted(long at, long until, String kind, String part) implements Told {}
}
