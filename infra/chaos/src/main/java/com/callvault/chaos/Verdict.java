package com.callvault.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a history shows.
 *
 * @param calls that the ledger accepted
 * @param eligible calls that some device of the callee had to show: it was there for long enough
 * @param fineMs from when a device could be reached by a call to its ring, where nothing was broken
 * @param brokenMs the same where something was
 */
record Verdict(int calls, int eligible, List<Breach> breaches, List<Long> fineMs, List<Long> brokenMs) {

    Map<Breach.Kind, Integer> counts() {
        var counts = new EnumMap<Breach.Kind, Integer>(Breach.Kind.class);
        for (var kind : Breach.Kind.values()) {
            counts.put(kind, 0);
        }
        breaches.forEach(breach -> counts.merge(breach.kind(), 1, Integer::sum));
        return counts;
    }

    static String quantiles(String of, List<Long> times) {
        if (times.isEmpty()) {
            return "none";
        }
        var sorted = times.stream().sorted().toList();
        return "%d %s, p50 %d ms, p99 %d ms, max %d ms"
                .formatted(sorted.size(), of, at(sorted, 50), at(sorted, 99), sorted.getLast());
    }

    /** The smallest value that so many per cent do not exceed. */
    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
