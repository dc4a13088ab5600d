package com.callvault.common.event;

import java.util.List;

/** The topics, each with what its records are keyed by. */
public final class Topics {
    /** Keyed by the pair of people: both sides of a call, and two calls that cross, come one after another. */
    public static final String CALLS_COMMANDS = "callvault.calls.commands";
    /** Keyed by call. */
    public static final String CALLS_EVENTS = "callvault.calls.events";
    /** Keyed by call, compacted: one final record per call. */
    public static final String CALLS_RECORDS = "callvault.calls.records";
    /** Keyed by call. */
    public static final String CALLS_QUALITY = "callvault.calls.quality";
    /** Keyed by conversation. */
    public static final String CHAT_COMMANDS = "callvault.chat.commands";
    /** Keyed by conversation; never carries the text of a message. */
    public static final String CHAT_EVENTS = "callvault.chat.events";

    /** Keyed by address, compacted: what somebody's policy and blocklist are now. */
    public static final String POLICIES = "callvault.policies";

    /** For ever: a key must not change its partition, or its order is gone. */
    public static final int PARTITIONS = 24;

    public static final List<String> ALL =
            List.of(CALLS_COMMANDS, CALLS_EVENTS, CALLS_RECORDS, CALLS_QUALITY, CHAT_COMMANDS, CHAT_EVENTS, POLICIES);

    private Topics() {}

    /** Where a record goes that nobody can decode, with its reason. */
    public static String deadLetter(String topic) {
        return topic + ".dlt";
    }

    public static boolean isCompacted(String topic) {
        return topic.equals(CALLS_RECORDS) || topic.equals(POLICIES);
    }
}
