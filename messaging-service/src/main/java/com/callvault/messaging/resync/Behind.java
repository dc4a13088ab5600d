package com.callvault.messaging.resync;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.route.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * For each device and conversation the oldest delivery that the device has not confirmed. Entries stand in the order in which
 * they fall due, since all wait equally long: a sweep looks at the first ones only. Thread-safe; pure otherwise.
 */
final class Behind {
    private final long waitMs;
    private final int most;
    private final LinkedHashMap<Key, Due> waiting = new LinkedHashMap<>();

    Behind(Duration wait, int most) {
        this.waitMs = wait.toMillis();
        this.most = most;
    }

    private record Key(Address person, DeviceId device, ConversationId conversation) {}

    /** @param lastSeq the last that was delivered, which is what the device must reach to be out of here */
    private record Due(Route route, long firstSeq, long lastSeq, long dueAtMs) {}

    synchronized void delivered(
            Address person, DeviceId device, Route route, ConversationId conversation, long seq, long nowMs) {
        Key key = new Key(person, device, conversation);
        Due due = waiting.get(key);
        if (due == null) {
            if (waiting.size() >= most) {
                Iterator<Key> oldest = waiting.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            waiting.put(key, new Due(route, seq, seq, nowMs + waitMs));
        } else {
            // Replaces the value only: its place in the order is that of its first delivery.
            waiting.put(key, new Due(route, due.firstSeq(), Math.max(due.lastSeq(), seq), due.dueAtMs()));
        }
    }

    synchronized void reached(Address person, DeviceId device, ConversationId conversation, long upTo, long nowMs) {
        Key key = new Key(person, device, conversation);
        Due due = waiting.get(key);
        if (due == null || upTo < due.firstSeq()) {
            return;
        }
        waiting.remove(key);
        if (upTo < due.lastSeq()) {
            waiting.put(key, new Due(due.route(), upTo + 1, due.lastSeq(), nowMs + waitMs));
        }
    }

    /** Takes out what is due and says which connections are behind, each once however many conversations it concerns. */
    synchronized Set<Route> due(long nowMs) {
        Set<Route> routes = new HashSet<>();
        Iterator<Due> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            Due due = oldest.next();
            if (due.dueAtMs() > nowMs) {
                break;
            }
            routes.add(due.route());
            oldest.remove();
        }
        return routes;
    }

    /** For when confirmations go to somebody else from now on. */
    synchronized void forget() {
        waiting.clear();
    }

    synchronized int size() {
        return waiting.size();
    }
}
