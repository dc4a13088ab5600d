package com.callvault.chaos;

import com.callvault.client.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** People call each other, answer, decline and give up, while one part after the other is broken. */
final class CallsUnderFaults implements CallScenario {

    private static final int MOST_DEVICES = 3;
    private static final int LONGEST_PAUSE_MS = 8_000;

    private final ChaosOptions options;
    private final AtomicInteger underWay = new AtomicInteger();

    /** One who calls, and one with up to three devices who is called; they are at one call at a time. */
    private record Pair(Phone caller, List<Phone> callee) {}

    CallsUnderFaults(ChaosOptions options) {
        this.options = options;
    }

    @Override
    public List<String> play(Stage stage) throws InterruptedException {
        var pairs = pairs(stage);
        var faults = new Faults(
                stage.cluster(),
                new Faults.Plan(Fault.OF_CALLS, 0, LONGEST_PAUSE_MS, options.seed()),
                underWay::get,
                (at, until, kind, part) -> stage.history().add(new Seen.Faulted(at, until, kind, part)));
        var breaking = options.faults() ? stage.start(faults::run) : null;
        try {
            callAll(stage, pairs);
        } finally {
            faults.stop();
            if (breaking != null) {
                Stage.await(breaking);
            }
        }
        faults.hits().forEach((fault, hit) -> System.out.printf("%-18s hit %d calls%n", fault, hit));
        return faults.failures();
    }

    private List<Pair> pairs(Stage stage) {
        var random = new Random(options.seed());
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < options.concurrent(); i++) {
            var caller = stage.join(Device.create(), Habits.EAGER);
            var first = Device.create();
            var callee = new ArrayList<>(List.of(stage.join(first, Habits.EAGER)));
            for (var more = random.nextInt(MOST_DEVICES); more > 0; more--) {
                callee.add(stage.join(Device.of(first.identity()), Habits.EAGER));
            }
            pairs.add(new Pair(caller, List.copyOf(callee)));
        }
        return pairs;
    }

    /** Each pair places its share of the calls, one after the other. */
    private void callAll(Stage stage, List<Pair> pairs) throws InterruptedException {
        var scenes = new ArrayList<Stage.Scene>();
        for (var i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            var share = options.trials() / pairs.size() + (i < options.trials() % pairs.size() ? 1 : 0);
            var random = new Random(31 * options.seed() + i);
            scenes.add(() -> call(stage, pair, share, random));
        }
        stage.startAndAwait(scenes);
    }

    private void call(Stage stage, Pair pair, int share, Random random) throws InterruptedException {
        var devices = new ArrayList<>(pair.callee());
        devices.add(pair.caller());
        for (var i = 0; i < share; i++) {
            underWay.incrementAndGet();
            var call = new Trial(pair.caller(), pair.callee(), !options.faults(), random).run();
            underWay.decrementAndGet();
            if (call != null) {
                stage.placed(call, devices);
            }
        }
    }
}
