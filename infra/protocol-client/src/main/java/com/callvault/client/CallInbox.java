package com.callvault.client;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The call frames of one device, each {@code n} of a call applied once and in order, whatever came twice, early or over
 * another connection. A call that this device placed counts from 1, any other from the first frame that is seen of it;
 * {@code call:state} is a snapshot, which only one who does not know the call takes as that first. Safe for use by
 * several threads.
 */
final class CallInbox {
    private static final int KEPT_FRAMES = 100_000;
    private static final int KEPT_BY_THE_FORGETFUL = 32;

    private final Map<UUID, Line> lines = new HashMap<>();
    private final FrameLog applied;

    private CallInbox(int keptFrames) {
        this.applied = new FrameLog(keptFrames);
    }

    static CallInbox remembering() {
        return new CallInbox(KEPT_FRAMES);
    }

    /** Of a device with more calls than fit in here. */
    static CallInbox forgetful() {
        return new CallInbox(KEPT_BY_THE_FORGETFUL);
    }

    private static final class Line {
        private final TreeMap<Long, Frame> early = new TreeMap<>();
        private boolean known;
        private long highest;
        private @Nullable String peer;
    }

    /** What there is to acknowledge. */
    record Ack(String peer, long n) {}

    /** Applies the frame and what waited for it; empty while there is nothing to acknowledge or nobody to name. */
    synchronized @Nullable Ack receive(UUID call, long n, Frame frame) {
        var line = lines.computeIfAbsent(call, id -> new Line());
        if (frame.has("peer")) {
            line.peer = frame.text("peer");
        }
        if (!line.known) {
            line.known = true;
            line.highest = n - 1;
        } else if (frame.is("call:state")) {
            return null;
        }
        if (n > line.highest) {
            line.early.putIfAbsent(n, frame);
        }
        while (!line.early.isEmpty() && line.early.firstKey() == line.highest + 1) {
            line.highest++;
            applied.add(line.early.pollFirstEntry().getValue());
        }
        boolean snapshot = frame.is("call:state");
        return snapshot || line.highest == 0 || line.peer == null ? null : new Ack(line.peer, line.highest);
    }

    /** Names the other of a call that this device places itself. */
    synchronized void placed(UUID call, String peer) {
        var line = lines.computeIfAbsent(call, id -> new Line());
        line.known = true;
        line.peer = peer;
    }

    /** The {@code n} that came before their time and still wait; empty when there is no gap. */
    synchronized OptionalLong firstMissing(UUID call) {
        var line = lines.get(call);
        return line == null || line.early.isEmpty() ? OptionalLong.empty() : OptionalLong.of(line.highest + 1);
    }

    FrameLog applied() {
        return applied;
    }
}
