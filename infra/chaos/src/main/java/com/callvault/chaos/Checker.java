package com.callvault.chaos;

import com.callvault.chaos.Breach.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides the promises 1 to 4 from what was seen. A pure function: it knows nothing of how it came about, and the same
 * history has the same verdict for ever.
 */
final class Checker {

    private final Timeline timeline;
    private final Bounds bounds;
    private final List<Breach> breaches = new ArrayList<>();
    private final List<Long> fine = new ArrayList<>();
    private final List<Long> broken = new ArrayList<>();
    private int eligible;

    private Checker(List<Seen> history, Bounds bounds) {
        this.timeline = new Timeline(history);
        this.bounds = bounds;
    }

    static Verdict check(List<Seen> history, Bounds bounds) {
        var checker = new Checker(history, bounds);
        checker.timeline.calls().forEach(checker::check);
        return new Verdict(
                checker.timeline.calls().size(),
                checker.eligible,
                List.copyOf(checker.breaches),
                List.copyOf(checker.fine),
                List.copyOf(checker.broken));
    }

    private void check(Timeline.Call call) {
        checkRecord(call);
        checkWinner(call);
        var mustShow = false;
        for (var device : timeline.devicesOf(call.callee())) {
            mustShow |= checkRings(call, device);
            checkEnd(call, device);
        }
        eligible += mustShow ? 1 : 0;
    }

    /** Promise 4. */
    private void checkRecord(Timeline.Call call) {
        var distinct = call.records().stream().map(Seen.Recorded::bytes).collect(Collectors.toSet());
        if (distinct.isEmpty()) {
            breach(Kind.NO_RECORD, call, "-", "it was accepted");
        } else if (distinct.size() > 1) {
            breach(Kind.TWO_RECORDS, call, "-", distinct.size() + " that differ");
        }
    }

    /** Promise 3. */
    private void checkWinner(Timeline.Call call) {
        var winners = call.answered().stream()
                .map(Seen.Answered::device)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (winners.size() > 1) {
            breach(Kind.TWO_WINNERS, call, String.join(" ", winners), "each was told that it has the call");
        }
        if (winners.isEmpty()) {
            return;
        }
        for (var ended : call.ended()) {
            if (!winners.contains(ended.device())
                    && !ended.device().equals(call.caller())
                    && !ended.reason().equals("answered_elsewhere")) {
                breach(Kind.NOT_TOLD_WHO_WON, call, ended.device(), "it was told " + ended.reason());
            }
        }
    }

    /** Promise 1; returns whether the call says anything about this device: it rang there, or was there for long enough. */
    private boolean checkRings(Timeline.Call call, String device) {
        var rings = call.rangOn(device);
        if (rings.size() > 1) {
            breach(Kind.SHOWN_TWICE, call, device, rings.size() + " times");
        }
        var says = !rings.isEmpty();
        for (var there : timeline.connectionsOf(device)) {
            var from = Math.max(there.from(), call.placedAt());
            var until = Math.min(there.until(), call.ringsUntil());
            var bound = boundAt(from);
            if (until - from > bound) {
                says = true;
                if (rings.stream().noneMatch(rang -> rang.at() <= from + bound)
                        && call.ended().stream()
                                .noneMatch(ended -> ended.device().equals(device) && ended.at() <= from + bound)) {
                    breach(
                            Kind.MISSED,
                            call,
                            device,
                            "it was reachable from %d for %d ms".formatted(from, until - from));
                }
            }
        }
        if (!rings.isEmpty()) {
            remember(call, device, rings.getFirst().at());
        }
        return says;
    }

    /** From when the device could be reached by the call; one that rings before the caller has its answer rang at once. */
    private void remember(Timeline.Call call, String device, long rangAt) {
        var from = timeline.connectionsOf(device).stream()
                .mapToLong(Timeline.Interval::from)
                .filter(start -> start <= rangAt)
                .max()
                .orElse(rangAt);
        var reachable = Math.min(rangAt, Math.max(from, call.placedAt()));
        (boundAt(reachable) == bounds.fineMs() ? fine : broken).add(rangAt - reachable);
    }

    /** Promise 2. */
    private void checkEnd(Timeline.Call call, String device) {
        var rings = call.rangOn(device);
        if (rings.isEmpty() || call.records().isEmpty()) {
            return;
        }
        for (var rang : rings) {
            if (rang.at() > call.ringsUntil() + boundAt(call.ringsUntil())) {
                breach(Kind.GHOST, call, device, "%d ms after it was over".formatted(rang.at() - call.ringsUntil()));
            }
        }
        var won =
                call.answered().stream().anyMatch(answered -> answered.device().equals(device));
        var over = won ? call.endedAt() : call.ringsUntil();
        var told = call.ended().stream()
                .filter(ended -> ended.device().equals(device))
                .mapToLong(Seen.Ended::at)
                .min()
                .orElse(Long.MAX_VALUE);
        var since = Math.max(over, rings.getFirst().at());
        for (var there : timeline.connectionsOf(device)) {
            var from = Math.max(there.from(), since);
            var bound = boundAt(from);
            if (there.until() - from > bound && told > from + bound) {
                breach(Kind.NOT_TOLD_THE_END, call, device, "it was reachable from %d on".formatted(from));
                return;
            }
        }
    }

    private long boundAt(long moment) {
        return timeline.isBroken(moment, moment + bounds.fineMs(), bounds.healingMs())
                ? bounds.brokenMs()
                : bounds.fineMs();
    }

    private void breach(Kind kind, Timeline.Call call, String device, String what) {
        breaches.add(new Breach(kind, call.id(), device, what));
    }

    /** By kind, for the console. */
    static String summary(Map<Kind, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getValue() + " "
                        + one.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
