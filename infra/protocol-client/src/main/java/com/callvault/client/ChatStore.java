package com.callvault.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The messages that a device holds, by conversation and {@code seq}, from whichever way they came. That two ways tell
 * different things of one {@code seq}, or one message twice, is kept as a conflict and never resolved. Safe for use by
 * several threads.
 */
public final class ChatStore {
    private final Map<String, NavigableMap<Long, String>> conversations = new ConcurrentHashMap<>();
    private final Map<String, Long> cleared = new ConcurrentHashMap<>();
    private final Map<String, Long> seqOfMessage = new ConcurrentHashMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private final boolean keeps;

    ChatStore() {
        this(true);
    }

    private ChatStore(boolean keeps) {
        this.keeps = keeps;
    }

    /** Keeps nothing. */
    static ChatStore forgetful() {
        return new ChatStore(false);
    }

    /** Takes a message or its acknowledgement. */
    synchronized void take(JsonNode json) {
        if (!keeps) {
            return;
        }
        var conversation = json.path("conversation").asString("");
        var message = json.path("message").asString("");
        long seq = json.path("seq").longValue(0);
        if (seq <= cleared.getOrDefault(conversation, 0L)) {
            return;
        }
        var other = conversations
                .computeIfAbsent(conversation, id -> new TreeMap<>())
                .putIfAbsent(seq, message);
        if (other != null && !other.equals(message)) {
            conflicts.add("seq " + seq + " of " + conversation + " is two messages");
        }
        var otherSeq = seqOfMessage.putIfAbsent(message, seq);
        if (otherSeq != null && otherSeq != seq) {
            conflicts.add("message " + message + " is seq " + otherSeq + " and " + seq);
        }
    }

    /** The person has deleted everything up to here: it is held no more, and not missing. */
    synchronized void clear(String conversation, long upTo) {
        if (keeps && upTo > cleared.getOrDefault(conversation, 0L)) {
            cleared.put(conversation, upTo);
            conversations
                    .getOrDefault(conversation, new TreeMap<>())
                    .headMap(upTo, true)
                    .clear();
        }
    }

    /** Message ids by {@code seq}. */
    public synchronized NavigableMap<Long, String> conversation(String id) {
        return new TreeMap<>(conversations.getOrDefault(id, new TreeMap<>()));
    }

    /** The highest {@code seq} up to which nothing is missing; 0 when the first is. */
    public synchronized long completeTo(String id) {
        long seq = cleared.getOrDefault(id, 0L);
        for (long held : conversation(id).keySet()) {
            if (held != seq + 1) {
                break;
            }
            seq = held;
        }
        return seq;
    }

    public synchronized List<String> conflicts() {
        return List.copyOf(conflicts);
    }
}
