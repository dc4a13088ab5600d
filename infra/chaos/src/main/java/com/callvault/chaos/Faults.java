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

/** Causes one fault after the other, in an order that the seed decides: each kind once, then each once more. */
final class Faults implements Runnable {

    private static final int LONGEST_PAUSE_MS = 8_000;

    private final ClusterProcess cluster;
    private final History history;
    private final Random random;
    private final IntSupplier underWay;
    private final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
    private final List<String> failures = new ArrayList<>();
    private volatile boolean over;

    /** @param underWay how many calls there are right now */
    Faults(ClusterProcess cluster, History history, long seed, IntSupplier underWay) {
        this.cluster = cluster;
        this.history = history;
        this.random = new Random(seed);
        this.underWay = underWay;
    }

    @Override
    public void run() {
        var round = new ArrayList<Fault>();
        try {
            while (!over) {
                if (round.isEmpty()) {
                    round.addAll(List.of(Fault.values()));
                    Collections.shuffle(round, random);
                }
                cause(round.removeFirst());
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cause(Fault fault) throws InterruptedException {
        var at = History.now();
        var hit = underWay.getAsInt();
        var part = "";
        try {
            part = fault.part(cluster, random);
            fault.cause(cluster, part);
        } catch (IOException e) {
            synchronized (this) {
                failures.add("%s: %s".formatted(fault, e.getMessage()));
            }
        }
        history.add(new Seen.Faulted(at, History.now(), fault.name().toLowerCase(Locale.ROOT), part));
        synchronized (this) {
            hits.merge(fault, hit, Integer::sum);
        }
    }

    void stop() {
        over = true;
    }

    /** How many calls were under way when each kind hit. */
    synchronized Map<Fault, Integer> hits() {
        return new EnumMap<>(hits);
    }

    /** Faults that could not be caused or mended; with any of them, the run says nothing. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
