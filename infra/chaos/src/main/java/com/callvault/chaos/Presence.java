package com.callvault.chaos;

import java.util.ArrayList;
import java.util.List;

/** When a device could be reached. */
final class Presence {

    private final List<Long> from = new ArrayList<>();
    private final List<Long> until = new ArrayList<>();
    private String node = "";
    private int elsewhere;

    void connected(long at, String gateway) {
        disconnected(at);
        if (!node.isEmpty() && !node.equals(gateway)) {
            elsewhere++;
        }
        node = gateway;
        from.add(at);
        until.add(Long.MAX_VALUE);
    }

    void disconnected(long at) {
        if (!until.isEmpty() && until.getLast() == Long.MAX_VALUE) {
            until.set(until.size() - 1, at);
        }
    }

    /** The first moment from this one on at which it could be reached; for ever where there is none. */
    long reachableFrom(long moment) {
        for (var i = 0; i < from.size(); i++) {
            if (until.get(i) > moment) {
                return Math.max(moment, from.get(i));
            }
        }
        return Long.MAX_VALUE;
    }

    int connections() {
        return from.size();
    }

    /** How many times it came back to another gateway than before. */
    int elsewhere() {
        return elsewhere;
    }
}
