package com.callvault.chaos;

import com.callvault.chaos.Conversation.Member;
import com.callvault.chaos.MessageBreach.Kind;
import com.callvault.chaos.MessageVerdict.Totals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides promise 5 from what was seen. A pure function of the lines of a history in their order, which are given to it one by
 * one, as there are too many to hold: {@link #accept} each, then {@link #verdict}.
 */
final class MessageChecker {

    private static final int SHOWN = 40;
    private static final String SERVER = "the server's history";

    private final long healingMs;
    private final Map<Integer, Conversation> conversations = new TreeMap<>();
    private final Map<Integer, Member> devices = new TreeMap<>();
    private final Map<String, Written> byId = new HashMap<>();
    private final Map<String, Written> byMessage = new HashMap<>();
    private final List<Told.Faulted> faults = new ArrayList<>();
    private final List<MessageBreach> first = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private long closingAt = Long.MAX_VALUE;
    private int refused;
    private int again;
    private int stored;

    /** @param healingMs for so long after a fault something counts as broken */
    MessageChecker(long healingMs) {
        this.healingMs = healingMs;
        for (var kind : Kind.values()) {
            counts.put(kind, 0);
        }
    }

    static MessageVerdict check(Collection<Told> history, long healingMs) {
        var checker = new MessageChecker(healingMs);
        history.forEach(checker::accept);
        return checker.verdict();
    }

    void accept(Told told) {
        switch (told) {
            case Told.Device device -> join(device);
            case Told.Connected one -> member(one.device()).presence().connected(one.at(), one.node());
            case Told.Disconnected one -> member(one.device()).presence().disconnected(one.at());
            case Told.Wrote wrote -> wrote(wrote);
            case Told.Again ignored -> again++;
            case Told.Acknowledged one -> acknowledged(one);
            case Told.Refused ignored -> refused++;
            case Told.Took took -> took(took);
            case Told.Closing closing -> closingAt = closing.at();
            case Told.Stored one -> stored(one);
            case Told.Faulted fault -> faults.add(fault);
        }
    }

    MessageVerdict verdict() {
        var times = new MessageTimes(faults, closingAt, healingMs);
        for (var conversation : conversations.values()) {
            checkOrder(conversation);
            checkPlaces(conversation, conversation.server(), SERVER);
            conversation.members().forEach(member -> checkPlaces(conversation, member.holding(), member.where()));
            times.measure(conversation);
        }
        var acknowledged =
                byId.values().stream().filter(Written::isAcknowledged).toList();
        var presences = devices.values().stream().map(Member::presence).toList();
        var totals = new Totals(
                byId.size(),
                acknowledged.size(),
                (int) acknowledged.stream()
                        .filter(one -> !one.wrote().target().isEmpty())
                        .count(),
                refused,
                again,
                devices.size(),
                presences.stream().mapToInt(Presence::connections).sum(),
                presences.stream().mapToInt(Presence::elsewhere).sum(),
                stored,
                times.read());
        return new MessageVerdict(totals, List.copyOf(first), counts, times.hits(), times.fineMs(), times.brokenMs());
    }

    private void join(Told.Device one) {
        var conversation = conversations.computeIfAbsent(one.pair(), Conversation::of);
        devices.put(one.device(), conversation.join(one.device(), one.person()));
    }

    private void wrote(Told.Wrote wrote) {
        var conversation = conversation(member(wrote.device()).pair());
        var written = new Written(wrote, conversation.pair(), byMessage.get(wrote.target()));
        byId.put(wrote.id(), written);
        conversation.written().add(written);
    }

    private void acknowledged(Told.Acknowledged one) {
        var member = member(one.device());
        var written = byId.get(one.id());
        if (written == null) {
            breach(Kind.ALTERED, member, one.seq(), "nobody wrote what is acknowledged");
            return;
        }
        if (!written.isAcknowledged()) {
            written.acknowledged(one.at(), one.seq());
            byMessage.put(one.message(), written);
            checkPlace(conversation(member.pair()), written, one.seq(), member.where());
            if (member.holding().at(one.seq()) == null) {
                member.holding().put(one.seq(), written, written.wrote().content(), one.at());
            }
        } else if (written.acknowledgedSeq() != one.seq()) {
            breach(
                    Kind.ACKNOWLEDGED_DIFFERENTLY,
                    member,
                    one.seq(),
                    "it was seq %d before".formatted(written.acknowledgedSeq()));
        }
    }

    private void took(Told.Took took) {
        var member = member(took.device());
        var written = byId.get(took.id());
        if (written == null) {
            breach(Kind.ALTERED, member, took.seq(), "nobody wrote it");
            return;
        }
        var conversation = conversation(member.pair());
        if (!isAsWritten(conversation, written, took.from(), took.kind(), took.content(), took.target())) {
            breach(Kind.ALTERED, member, took.seq(), "it is not what was written");
        }
        if (took.content() != 0 && written.isGoneAt(took.asked())) {
            breach(Kind.REAPPEARED, member, took.seq(), "it was read after it had been taken back");
        }
        checkPlace(conversation, written, took.seq(), member.where());
        if (member.holding().holds(took.seq(), written, took.content())) {
            breach(Kind.DOUBLED, member, took.seq(), "it was applied twice");
        }
        member.holding().put(took.seq(), written, took.content(), took.at());
    }

    private void stored(Told.Stored one) {
        stored++;
        var conversation = conversation(one.pair());
        var written = byId.get(one.id());
        if (written == null) {
            breach(Kind.ALTERED, conversation, one.seq(), SERVER, "nobody wrote it");
            return;
        }
        if (!isAsWritten(conversation, written, one.from(), one.kind(), one.content(), one.target())) {
            breach(Kind.ALTERED, conversation, one.seq(), SERVER, "it is not what was written");
        }
        if (one.content() != 0 && written.isGoneAt(Long.MAX_VALUE)) {
            breach(Kind.REAPPEARED, conversation, one.seq(), SERVER, "it was taken back");
        }
        checkPlace(conversation, written, one.seq(), SERVER);
        if (written.equals(conversation.server().at(one.seq()))) {
            breach(Kind.DOUBLED, conversation, one.seq(), SERVER, "it stands there twice");
        }
        conversation.server().put(one.seq(), written, one.content(), one.at());
    }

    private boolean isAsWritten(
            Conversation conversation, Written written, int from, String kind, int content, String target) {
        return written.pair() == conversation.pair()
                && member(written.wrote().device()).person() == from
                && written.isToldAs(kind, content, target);
    }

    /** Message and place belong together for everybody who has told of either so far. */
    private void checkPlace(Conversation conversation, Written written, long seq, String where) {
        var other = conversation.places().at(seq);
        if (written.seq() != 0 && written.seq() != seq) {
            breach(Kind.DOUBLED, conversation, seq, where, "it is seq %d too".formatted(written.seq()));
        } else if (other != null && !other.equals(written)) {
            breach(Kind.OUT_OF_ORDER, conversation, seq, where, "this place is two messages");
        } else {
            written.takes(seq);
            conversation.places().put(seq, written, 0, 0);
        }
    }

    /** What a device wrote stands in the order in which it did. */
    private void checkOrder(Conversation conversation) {
        var last = new HashMap<Integer, Long>();
        for (var written : conversation.written()) {
            var before = last.getOrDefault(written.wrote().device(), 0L);
            if (written.seq() > 0) {
                if (written.seq() < before) {
                    breach(
                            Kind.OUT_OF_ORDER,
                            conversation,
                            written.seq(),
                            "device " + written.wrote().device(),
                            "what it wrote before is seq %d".formatted(before));
                }
                last.put(written.wrote().device(), Math.max(before, written.seq()));
            }
        }
    }

    /** All that was acknowledged is there, and below the highest place none is empty. */
    private void checkPlaces(Conversation conversation, Holding holding, String where) {
        var lost = new HashSet<Long>();
        for (var written : conversation.written()) {
            if (written.isAcknowledged() && holding.at(written.acknowledgedSeq()) == null) {
                breach(Kind.LOST, conversation, written.acknowledgedSeq(), where, "it was acknowledged");
                lost.add(written.acknowledgedSeq());
            }
        }
        for (var seq = 1L; seq < holding.highest(); seq++) {
            if (holding.at(seq) == null && !lost.contains(seq)) {
                breach(Kind.HOLE, conversation, seq, where, "the highest is %d".formatted(holding.highest()));
            }
        }
    }

    private Member member(int device) {
        var member = devices.get(device);
        if (member == null) {
            throw new IllegalArgumentException("a device of which nothing was told: " + device);
        }
        return member;
    }

    private Conversation conversation(int pair) {
        var conversation = conversations.get(pair);
        if (conversation == null) {
            throw new IllegalArgumentException("a pair of which nothing was told: " + pair);
        }
        return conversation;
    }

    private void breach(Kind kind, Member member, long seq, String what) {
        breach(kind, conversation(member.pair()), seq, member.where(), what);
    }

    private void breach(Kind kind, Conversation conversation, long seq, String where, String what) {
        counts.merge(kind, 1, Integer::sum);
        if (first.size() < SHOWN) {
            first.add(new MessageBreach(kind, conversation.pair(), seq, where, what));
        }
    }
}
