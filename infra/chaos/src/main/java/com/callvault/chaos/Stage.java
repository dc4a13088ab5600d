package com.callvault.chaos;

import com.callvault.client.Device;
import com.callvault.client.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The cluster and the people of one run; what they saw goes to the history when it is over. */
final class Stage implements AutoCloseable {

    /** What arrives after the last call is over belongs to the run too. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    private static final Duration RECORDS_WITHIN = Duration.ofMinutes(2);

    private final ClusterProcess cluster;
    private final History history;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Phone> phones = new CopyOnWriteArrayList<>();
    private final Map<UUID, Collection<Phone>> calls = new ConcurrentHashMap<>();
    private final long beganAtMs = History.now();
    private final long beganAtNanos = System.nanoTime();

    Stage(ClusterProcess cluster, History history) {
        this.cluster = cluster;
        this.history = history;
    }

    ClusterProcess cluster() {
        return cluster;
    }

    History history() {
        return history;
    }

    /** A device that stays connected from now on. */
    Phone join(Device device, Habits habits) {
        var phone = new Phone(cluster.server(), device, history, habits);
        phones.add(phone);
        threads.execute(phone::live);
        return phone;
    }

    /** A call that the ledger holds, and the devices that see it. */
    void placed(UUID call, Collection<Phone> devices) {
        calls.put(call, devices);
    }

    Future<?> start(Scene scene) {
        return threads.submit(() -> {
            scene.play();
            return null;
        });
    }

    /** All of them, at a time. */
    void startAndAwait(Collection<Scene> scenes) throws InterruptedException {
        for (var scene : scenes.stream().map(this::start).toList()) {
            await(scene);
        }
    }

    @FunctionalInterface
    interface Scene {
        void play() throws InterruptedException, IOException;
    }

    static void await(Future<?> scene) throws InterruptedException {
        try {
            scene.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** @throws IOException saying what there is none of, after that time */
    static void await(String what, Duration within, BooleanSupplier condition)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IOException("not %s within %d s".formatted(what, within.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Waits for the calls' records, and writes down what each device has applied of each call, as its own log has it. */
    void finish() throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SETTLES.toMillis());
        close();
        calls.forEach((call, devices) -> devices.forEach(phone -> writeDown(phone, call)));
        var ids = calls.keySet().stream().map(UUID::toString).collect(Collectors.toSet());
        Records.read(cluster.kafka(), ids, RECORDS_WITHIN, history);
    }

    /** Everybody goes. */
    @Override
    public void close() {
        phones.forEach(Phone::close);
        threads.close();
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
}
