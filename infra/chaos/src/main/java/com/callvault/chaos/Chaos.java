package com.callvault.chaos;

import com.callvault.client.Device;
import com.callvault.client.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A run: a cluster, people, faults, and the verdict. Exit code 0 only if every promise was kept and enough was tried. */
public final class Chaos {

    /** Below this share of calls that say something, a run without a breach shows nothing. */
    private static final int ELIGIBLE_PERCENT = 90;

    /** What arrives after the last call is over belongs to the run too. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    private static final Duration RECORDS_WITHIN = Duration.ofMinutes(2);
    private static final int MOST_DEVICES = 3;

    private final ChaosOptions options;
    private final History history;
    private final ClusterProcess cluster;
    private final long beganAtMs = History.now();
    private final long beganAtNanos = System.nanoTime();
    private final Set<UUID> calls = ConcurrentHashMap.newKeySet();

    /** One who calls, and one with up to three devices who is called; they are at one call at a time. */
    private record Pair(Phone caller, List<Phone> callee) {}

    private Chaos(ChaosOptions options, History history, ClusterProcess cluster) {
        this.options = options;
        this.history = history;
        this.cluster = cluster;
    }

    /** @param arguments options, behind {@code --} and the command that starts a cluster */
    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        var command = words.subList(0, Math.max(0, words.indexOf("--")));
        Optional<ChaosOptions> options;
        try {
            options = ChaosOptions.parse(
                    words.subList(words.indexOf("--") + 1, words.size()).toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        if (options.isEmpty()) {
            System.out.print(ChaosOptions.USAGE);
            return;
        }
        var check = options.get().check();
        System.exit(check.isPresent() ? judge(History.read(check.get())) : run(options.get(), command));
    }

    private static int run(ChaosOptions options, List<String> command) throws Exception {
        Files.createDirectories(options.data());
        var file = options.data().resolve("history-%d.jsonl".formatted(options.seed()));
        System.out.printf("Seed %d, %d calls; starting a cluster.%n", options.seed(), options.trials());
        try (var history = new History(file);
                var cluster = ClusterProcess.start(
                        command, options.port(), options.data().toAbsolutePath())) {
            var failures = new Chaos(options, history, cluster).run();
            failures.forEach(System.out::println);
            System.out.printf("History: %s%n", file);
            return Math.max(judge(history.all()), failures.isEmpty() ? 0 : 1);
        }
    }

    private List<String> run() throws IOException, InterruptedException {
        var phones = new ArrayList<Phone>();
        var pairs = pairs(phones);
        var underWay = new AtomicInteger();
        var faults = new Faults(cluster, history, options.seed(), underWay::get);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            phones.forEach(phone -> threads.execute(phone::live));
            var breaking = new FutureTask<>(faults, null);
            try {
                if (options.faults()) {
                    threads.execute(breaking);
                }
                callAll(pairs, threads, underWay);
            } finally {
                faults.stop();
                if (options.faults()) {
                    join(breaking);
                }
                TimeUnit.MILLISECONDS.sleep(SETTLES.toMillis());
                phones.forEach(Phone::close);
            }
        }
        faults.hits().forEach((fault, hit) -> System.out.printf("%-18s hit %d calls%n", fault, hit));
        writeDown(pairs);
        var ids = new HashSet<String>();
        calls.forEach(call -> ids.add(call.toString()));
        Records.read(cluster.kafka(), ids, RECORDS_WITHIN, history);
        return faults.failures();
    }

    private List<Pair> pairs(List<Phone> phones) {
        var random = new Random(options.seed());
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < options.concurrent(); i++) {
            var caller = new Phone(cluster.server(), Device.create(), history);
            var first = Device.create();
            var callee = new ArrayList<>(List.of(new Phone(cluster.server(), first, history)));
            for (var more = random.nextInt(MOST_DEVICES); more > 0; more--) {
                callee.add(new Phone(cluster.server(), Device.of(first.identity()), history));
            }
            phones.add(caller);
            phones.addAll(callee);
            pairs.add(new Pair(caller, List.copyOf(callee)));
        }
        return pairs;
    }

    /** Each pair places its share of the calls, one after the other. */
    private void callAll(List<Pair> pairs, Executor threads, AtomicInteger underWay) throws InterruptedException {
        var waiting = new ArrayList<Future<?>>();
        for (var i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            var share = options.trials() / pairs.size() + (i < options.trials() % pairs.size() ? 1 : 0);
            var random = new Random(31 * options.seed() + i);
            var task = new FutureTask<>(() -> call(pair, share, random, underWay), null);
            threads.execute(task);
            waiting.add(task);
        }
        for (var one : waiting) {
            join(one);
        }
    }

    private void call(Pair pair, int share, Random random, AtomicInteger underWay) {
        try {
            for (var i = 0; i < share; i++) {
                underWay.incrementAndGet();
                var call = new Trial(pair.caller(), pair.callee(), history, !options.faults(), random).run();
                underWay.decrementAndGet();
                if (call != null) {
                    calls.add(call);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What each device has applied of each call, as its own log has it. */
    private void writeDown(List<Pair> pairs) {
        for (var pair : pairs) {
            for (var call : calls) {
                pair.callee().forEach(phone -> writeDown(phone, call));
                writeDown(pair.caller(), call);
            }
        }
    }

    private void writeDown(Phone phone, UUID call) {
        for (Frame frame : phone.applied(call)) {
            switch (frame.type()) {
                case "call:incoming" -> history.add(new Seen.Rang(epochMs(frame), call.toString(), phone.id()));
                case "call:ended" ->
                    history.add(new Seen.Ended(epochMs(frame), call.toString(), phone.id(), frame.text("reason")));
                default -> {}
            }
        }
    }

    private long epochMs(Frame frame) {
        return beganAtMs + TimeUnit.NANOSECONDS.toMillis(frame.nanos() - beganAtNanos);
    }

    /** Prints the verdict; returns the exit code. */
    private static int judge(List<Seen> history) {
        var verdict = Checker.check(history, Bounds.PROMISED);
        verdict.breaches().forEach(System.out::println);
        System.out.printf("%d calls, %d of them say something%n", verdict.calls(), verdict.eligible());
        System.out.printf("From reachable to ring, nothing broken: %s%n", Verdict.quantiles(verdict.fineMs()));
        System.out.printf("From reachable to ring, something broken: %s%n", Verdict.quantiles(verdict.brokenMs()));
        System.out.println(Checker.summary(verdict.counts()));
        var enough = 100 * verdict.eligible() >= ELIGIBLE_PERCENT * verdict.calls() && verdict.calls() > 0;
        if (!enough) {
            System.out.printf("Too few calls say something: fewer than %d %%.%n", ELIGIBLE_PERCENT);
        }
        return verdict.breaches().isEmpty() && enough ? 0 : 1;
    }

    private static void join(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
