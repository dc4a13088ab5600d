package com.callvault.chaos;

import com.callvault.client.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Pairs of people with several devices each write to each other while one part after the other is killed. At the end everybody
 * reads what they miss, and the server's history is read whole.
 */
final class MessagesUnderFaults implements Scenario {

    private static final int PAIRS = 100;
    private static final int MOST_DEVICES = 3;

    /** Of all together, while nothing is broken. */
    private static final int WRITTEN_PER_SECOND = 450;

    /** Who has not done it at this rate does not get there. */
    private static final int SLOWEST_PER_SECOND = 100;

    private static final int SHORTEST_PAUSE_MS = 6_000;
    private static final int LONGEST_PAUSE_MS = 10_000;
    private static final int CONNECTS_EVERY_MS = 10;
    private static final Duration CONNECT_WITHIN = Duration.ofMinutes(2);
    private static final Duration CLOSES_WITHIN = Duration.ofMinutes(5);
    private static final Duration SAYS_EVERY = Duration.ofSeconds(20);

    private final int messages;
    private final long seed;

    MessagesUnderFaults(int messages, long seed) {
        this.messages = messages;
        this.seed = seed;
    }

    @Override
    public List<String> play(ClusterProcess cluster, Path history) throws IOException, InterruptedException {
        var devices = new ArrayList<Messenger>();
        try (var journal = new Journal(history);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                gather(cluster, journal, devices, threads);
                var failures = new ArrayList<String>();
                write(cluster, journal, devices, threads, failures);
                close(journal, devices, threads, failures);
                return failures;
            } finally {
                devices.forEach(Messenger::close);
                threads.shutdownNow();
            }
        }
    }

    private void gather(ClusterProcess cluster, Journal journal, List<Messenger> devices, ExecutorService threads)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        for (var pair = 0; pair < PAIRS; pair++) {
            var people = List.of(devicesOf(random), devicesOf(random));
            var first = devices.size();
            for (var side = 0; side < people.size(); side++) {
                var peer = people.get(1 - side).getFirst().address();
                for (var device : people.get(side)) {
                    var who = new Messenger.Who(
                            devices.size(), 2 * pair + side, pair, first, device.address(), 2 * pair + 1 - side, peer);
                    var writing = new Writing(new Random(31 * seed + who.device()), "device " + who.device());
                    var messenger = new Messenger(cluster.server(), device, who, journal, writing);
                    devices.add(messenger);
                    threads.execute(messenger::live);
                    threads.execute(messenger::tend);
                    TimeUnit.MILLISECONDS.sleep(CONNECTS_EVERY_MS);
                }
            }
        }
        Stage.await("connected", CONNECT_WITHIN, () -> devices.stream().allMatch(Messenger::isConnected));
        System.out.printf("%d people with %d devices are connected.%n", 2 * PAIRS, devices.size());
    }

    /** One or two, seldom three. */
    private static List<Device> devicesOf(Random random) {
        var first = Device.forgetful();
        var devices = new ArrayList<>(List.of(first));
        for (var more = Math.min(random.nextInt(MOST_DEVICES), random.nextInt(MOST_DEVICES)); more > 0; more--) {
            devices.add(Device.forgetful(first.identity()));
        }
        return devices;
    }

    /** Until so many are acknowledged; then what is broken is mended, and what is under way gets there. */
    private void write(
            ClusterProcess cluster,
            Journal journal,
            List<Messenger> devices,
            ExecutorService threads,
            List<String> failures)
            throws IOException, InterruptedException {
        var faults = new Faults(
                cluster,
                new Faults.Plan(Fault.OF_MESSAGES, SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS, seed),
                () -> count(devices, messenger -> messenger.outbox().isWaiting()),
                (at, until, kind, part) -> {
                    journal.add(new Told.Faulted(at, until, kind, part));
                    System.out.printf("%s %s, mended after %.1f s%n", kind, part, (until - at) / 1e3);
                });
        var meanNanos = TimeUnit.SECONDS.toNanos(1) * (double) devices.size() / WRITTEN_PER_SECOND;
        var writing = devices.stream()
                .map(Messenger::outbox)
                .<Future<?>>map(outbox -> threads.submit(() -> outbox.write(meanNanos)))
                .toList();
        TimeUnit.MILLISECONDS.sleep(SHORTEST_PAUSE_MS);
        var breaking = threads.submit(faults);
        awaitAcknowledged(devices);
        faults.stop();
        Stage.await(breaking);
        devices.forEach(messenger -> messenger.outbox().stop());
        awaitAll("what was written is acknowledged", writing);
        failures.addAll(faults.failures());
        devices.stream()
                .flatMap(messenger -> messenger.outbox().refusal().stream())
                .forEach(failures::add);
    }

    private void awaitAcknowledged(List<Messenger> devices) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var until = began + TimeUnit.SECONDS.toNanos(60 + messages / SLOWEST_PER_SECOND);
        var says = began + SAYS_EVERY.toNanos();
        var before = 0;
        var acknowledged = 0;
        while (acknowledged < messages) {
            TimeUnit.MILLISECONDS.sleep(100);
            acknowledged = devices.stream()
                    .mapToInt(messenger -> messenger.outbox().acknowledged())
                    .sum();
            var now = System.nanoTime();
            if (now > says) {
                says += SAYS_EVERY.toNanos();
                System.out.printf(
                        "%d acknowledged after %d s, %d a second of late%n",
                        acknowledged,
                        TimeUnit.NANOSECONDS.toSeconds(now - began),
                        (acknowledged - before) / SAYS_EVERY.toSeconds());
                before = acknowledged;
            }
            if (now > until) {
                throw new IOException("only %d messages are acknowledged".formatted(acknowledged));
            }
        }
        System.out.printf(
                "%d acknowledged after %d s%n",
                acknowledged, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    }

    private static void close(Journal journal, List<Messenger> devices, ExecutorService threads, List<String> failures)
            throws IOException, InterruptedException {
        Stage.await("connected", CONNECT_WITHIN, () -> devices.stream().allMatch(Messenger::isConnected));
        // What is under way to devices that are connected gets there without their reading.
        TimeUnit.SECONDS.sleep(10);
        journal.add(new Told.Closing(History.now()));
        var reading = new ArrayList<Future<?>>();
        for (var messenger : devices) {
            reading.add(threads.submit(() -> again(messenger, Messenger::read)));
        }
        awaitAll("everybody has read", reading);
        // Of each pair, one after the other.
        for (var messenger : devices) {
            if (messenger.isFirstOfPair()) {
                again(messenger, Messenger::readHistory);
            }
        }
        devices.forEach(Messenger::close);
        devices.stream()
                .flatMap(messenger -> messenger.violations().stream())
                .distinct()
                .map("not as the protocol says: "::concat)
                .forEach(failures::add);
    }

    private static void again(Messenger messenger, Predicate<Messenger> task) {
        while (!task.test(messenger)) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void awaitAll(String what, Collection<Future<?>> tasks) throws IOException, InterruptedException {
        Stage.await(what, CLOSES_WITHIN, () -> tasks.stream().allMatch(Future::isDone));
    }

    private static int count(List<Messenger> devices, Predicate<Messenger> which) {
        return (int) devices.stream().filter(which).count();
    }
}
