package com.callvault.infra.cluster;

import com.callvault.infra.standalone.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Takes turns among the instances of a service. One that gave no answer is left out for a while, unless all did: then each
 * is asked again, as nobody knows better.
 */
final class Upstreams implements Targets {

    static final Duration LEFT_OUT_FOR = Duration.ofSeconds(3);

    private final List<String> targets;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, Long> failedAt = new ConcurrentHashMap<>();

    /** @param nanoTime as {@link System#nanoTime} */
    Upstreams(List<String> targets, LongSupplier nanoTime) {
        this.targets = List.copyOf(targets);
        this.nanoTime = nanoTime;
    }

    @Override
    public String next() {
        return inTurn().getFirst();
    }

    @Override
    public void failed(String target) {
        failedAt.put(target, nanoTime.getAsLong());
    }

    /** All of them, in the order in which to ask: whose turn it is first, those that failed of late last. */
    List<String> inTurn() {
        var first = Math.floorMod(turn.getAndIncrement(), targets.size());
        var rotated = new ArrayList<>(targets.subList(first, targets.size()));
        rotated.addAll(targets.subList(0, first));
        var now = nanoTime.getAsLong();
        rotated.sort(Comparator.comparing(target -> isLeftOut(target, now)));
        return rotated;
    }

    private boolean isLeftOut(String target, long now) {
        var failed = failedAt.get(target);
        return failed != null && now - failed < LEFT_OUT_FOR.toNanos();
    }
}
