package com.callvault.chaos;

import com.callvault.chaos.Conversation.Member;
import com.callvault.chaos.MessageVerdict.Hit;
import java.util.ArrayList;
import java.util.List;

/** How long messages took to reach the devices, and what the faults found under way. Confined to one checker. */
final class MessageTimes {

    private final List<Told.Faulted> faults;
    private final long closingAt;
    private final long healingMs;
    private final List<Long> fineMs = new ArrayList<>();
    private final List<Long> brokenMs = new ArrayList<>();
    private final int[] struck;
    private final int[] held;
    private int read;

    /**
     * @param closingAt from when on everybody reads for the last time
     * @param healingMs for so long after a fault something counts as broken
     */
    MessageTimes(List<Told.Faulted> faults, long closingAt, long healingMs) {
        this.faults = faults;
        this.closingAt = closingAt;
        this.healingMs = healingMs;
        this.struck = new int[faults.size()];
        this.held = new int[faults.size()];
    }

    void measure(Conversation conversation) {
        for (var written : conversation.written()) {
            var withEverybodyAt = Math.max(written.wrote().at(), written.acknowledgedAt());
            for (var member : conversation.members()) {
                if (written.isAcknowledged() && written.equals(member.holding().at(written.acknowledgedSeq()))) {
                    var hadAt = member.holding().hadAt(written.acknowledgedSeq());
                    withEverybodyAt = Math.max(withEverybodyAt, hadAt);
                    if (member.device() != written.wrote().device()) {
                        measure(written, member, hadAt);
                    }
                }
            }
            count(written.wrote().at(), withEverybodyAt);
        }
    }

    private void measure(Written written, Member member, long hadAt) {
        var from = member.presence().reachableFrom(written.acknowledgedAt());
        if (hadAt >= closingAt && from < closingAt) {
            read++;
        }
        // It may have come before its writer was told, or just before a connection was known to be up.
        (isBroken(from, hadAt) ? brokenMs : fineMs).add(Math.max(0, hadAt - from));
    }

    private boolean isBroken(long from, long until) {
        return faults.stream().anyMatch(fault -> fault.at() <= until && fault.until() + healingMs >= from);
    }

    private void count(long from, long until) {
        for (var i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            if (from <= fault.until() && until >= fault.at()) {
                held[i]++;
                struck[i] += from <= fault.at() ? 1 : 0;
            }
        }
    }

    List<Hit> hits() {
        var hits = new ArrayList<Hit>();
        for (var i = 0; i < faults.size(); i++) {
            hits.add(new Hit(faults.get(i), struck[i], held[i]));
        }
        return hits;
    }

    List<Long> fineMs() {
        return fineMs;
    }

    List<Long> brokenMs() {
        return brokenMs;
    }

    /** What a device had only when everybody read for the last time, though it could be reached before. */
    int read() {
        return read;
    }
}
