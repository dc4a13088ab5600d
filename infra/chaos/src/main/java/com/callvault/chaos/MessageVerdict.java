package com.callvault.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a history of messages shows.
 *
 * @param first some of the breaches
 * @param counts of all of them
 * @param fineMs from an acknowledgement until a device that could be reached had the message, where nothing was broken meanwhile
 * @param brokenMs the same where something was
 */
record MessageVerdict(
        Totals totals,
        List<MessageBreach> first,
        Map<MessageBreach.Kind, Integer> counts,
        List<Hit> hits,
        List<Long> fineMs,
        List<Long> brokenMs) {

    /** Below this share of faults that hit something, or without any, a run without a breach shows nothing. */
    private static final int HIT_PERCENT = 90;

    /**
     * @param changes edits, unsends and reactions among the acknowledged
     * @param again how many times a message was sent once more
     * @param connections of all devices, of which so many were to another gateway than the one before
     * @param stored in the server's history
     * @param read by a device at the end only, though it was connected
     */
    record Totals(
            int written,
            int acknowledged,
            int changes,
            int refused,
            int again,
            int devices,
            int connections,
            int elsewhere,
            int stored,
            int read) {}

    /**
     * What a fault hit.
     *
     * @param struck messages that were under way just when it did: written, and not yet with everybody
     * @param held messages that were under way at some time until it was mended
     */
    record Hit(Told.Faulted fault, int struck, int held) {}

    boolean isKept() {
        return counts.values().stream().allMatch(count -> count == 0);
    }

    boolean says() {
        var struck = hits.stream().filter(hit -> hit.struck() > 0).count();
        return totals.acknowledged() > 0 && !hits.isEmpty() && 100 * struck >= (long) HIT_PERCENT * hits.size();
    }

    /** For the console. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        first.forEach(breach -> lines.add(breach.toString()));
        byKind().forEach((kind, of) -> lines.add("%-20s %d times, hit %d messages when it struck (%s), %d while it held"
                .formatted(
                        kind,
                        of.size(),
                        of.stream().mapToInt(Hit::struck).sum(),
                        of.stream().map(hit -> String.valueOf(hit.struck())).collect(Collectors.joining(" ")),
                        of.stream().mapToInt(Hit::held).sum())));
        lines.add("%d messages written, %d acknowledged (%d of them changes), %d refused; sent again %d times"
                .formatted(
                        totals.written(), totals.acknowledged(), totals.changes(), totals.refused(), totals.again()));
        lines.add("%d devices, %d connections, %d of them to another gateway than before; %d messages stored"
                .formatted(totals.devices(), totals.connections(), totals.elsewhere(), totals.stored()));
        lines.add("From acknowledged to there, nothing broken: " + Verdict.quantiles("devices' messages", fineMs));
        lines.add("From acknowledged to there, something broken: " + Verdict.quantiles("devices' messages", brokenMs));
        lines.add("Read at the end only: %d".formatted(totals.read()));
        lines.add(counts.entrySet().stream()
                .map(one -> one.getValue() + " "
                        + one.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", ")));
        if (!says()) {
            lines.add("Too few faults hit something: none, or fewer than %d %%.".formatted(HIT_PERCENT));
        }
        return lines;
    }

    private Map<String, List<Hit>> byKind() {
        return hits.stream()
                .collect(Collectors.groupingBy(hit -> hit.fault().kind(), LinkedHashMap::new, Collectors.toList()));
    }
}
