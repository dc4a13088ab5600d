package com.callvault.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Causes one fault after the other, in an order that the seed decides: each kind once, then each once more, on the next of the
 * parts that there are.
 */
final class Faults implements Runnable {

    /**
     * Which, and how long nothing is broken between two of them.
     *
     * @param kinds in any order
     */
    record Plan(List<Fault> kinds, int shortestPauseMs, int longestPauseMs, long seed) {}

    /** Is told of each when it has been mended. */
    @FunctionalInterface
    interface Witness {
        void faulted(long at, long until, String kind, String part);
    }

    private final ClusterProcess cluster;
    private final Plan plan;
    private final Witness witness;
    private final Random random;
    private final int firstTurn;
    private final IntSupplier underWay;
    private final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
    private final List<String> failures = new ArrayList<>();
    private volatile boolean over;

    /** @param underWay how many calls, or messages, there are right now */
    Faults(ClusterProcess cluster, Plan plan, IntSupplier underWay, Witness witness) {
        this.cluster = cluster;
        this.plan = plan;
        this.witness = witness;
        this.random = new Random(plan.seed());
        this.firstTurn = random.nextInt();
        this.underWay = underWay;
    }

    @Override
    public void run() {
        var round = new ArrayList<Fault>();
        try {
            for (var turn = firstTurn; !over; turn++) {
                round.addAll(plan.kinds());
                Collections.shuffle(round, random);
                while (!over && !round.isEmpty()) {
                    cause(round.removeFirst(), turn);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(plan.shortestPauseMs(), plan.longestPauseMs()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cause(Fault fault, int turn) throws InterruptedException {
        var at = History.now();
        var hit = underWay.getAsInt();
        var part = "";
        try {
            part = fault.part(cluster, turn);
            fault.cause(cluster, part);
        } catch (IOException e) {
            synchronized (this) {
                failures.add("%s: %s".formatted(fault, e.getMessage()));
            }
        }
        witness.faulted(at, History.now(), fault.name().toLowerCase(Locale.ROOT), part);
        synchronized (this) {
            hits.merge(fault, hit, Integer::sum);
        }
    }

    void stop() {
        over = true;
    }

    /** How many calls, or messages, were under way when each kind hit. */
    synchronized Map<Fault, Integer> hits() {
        return new EnumMap<>(hits);
    }

    /** Faults that could not be caused or mended; with any of them, the run says nothing. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
