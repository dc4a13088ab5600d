package com.callvault.bench;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.callvault.client.Frame;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/** Pairs of people who do not know each other and call: it rings, the caller gives up, and the callee is told the end. */
final class CallBench {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BenchOptions options;
    private final ServerProcess server;
    private final PrintStream progress;
    private final Times toRing = new Times();
    private final Map<UUID, Long> meantAt = new ConcurrentHashMap<>();
    private final LongAdder rang = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder without = new LongAdder();

    /** @param progress for people who wait */
    CallBench(BenchOptions options, ServerProcess server, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.progress = progress;
    }

    Report run() throws InterruptedException {
        var people = Crowd.connect(2 * options.pairs(), server.server(), progress);
        try (var timer = Receipts.timer()) {
            Deque<Integer> free = new ConcurrentLinkedDeque<>();
            for (var caller = 0; caller < people.size(); caller += 2) {
                free.add(caller);
                var callee = people.get(Crowd.partner(caller));
                callee.onFrame(this::heard);
                confirmMissedCalls(callee, timer);
            }
            try {
                return measure(people, free);
            } finally {
                people.forEach(ProtocolClient::vanish);
                timer.shutdownNow();
            }
        }
    }

    /** Each call leaves a message, and a device of the callee that does not say that it has it is told to read again. */
    private static void confirmMissedCalls(ProtocolClient callee, ScheduledExecutorService timer) {
        var receipts = new Receipts(callee, timer);
        callee.onFrame(frame -> {
            if (frame.is("msg:incoming")) {
                receipts.reached(frame.text("from"), frame.number("seq"));
            }
        });
    }

    private Report measure(List<ProtocolClient> people, Deque<Integer> free) throws InterruptedException {
        var arrivals = new Arrivals(options.rate(), RandomGenerator.getDefault(), progress);
        ProcessorTime before;
        long placed;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            arrivals.play("warm-up", options.warmupSeconds(), at -> place(people, free, threads, at));
            before = ProcessorTime.now(server);
            toRing.measureFrom(System.nanoTime());
            placed = arrivals.play("measured", options.seconds(), at -> place(people, free, threads, at));
        }
        var used = ProcessorTime.now(server).minus(before);
        var violations =
                people.stream().mapToLong(each -> each.violations().size()).sum();
        return new CallReport(
                options, placed, rang.sum(), refused.sum(), missed.sum(), without.sum(), violations, toRing, used);
    }

    private void place(List<ProtocolClient> people, Deque<Integer> free, ExecutorService threads, long at) {
        var caller = free.poll();
        if (caller == null) {
            without.increment();
            return;
        }
        threads.execute(() -> {
            call(people.get(caller), people.get(Crowd.partner(caller)), at);
            free.add(caller);
        });
    }

    private void call(ProtocolClient caller, ProtocolClient callee, long at) {
        try {
            Call call = caller.calls().prepare(callee.address(), Media.AUDIO);
            meantAt.put(call.id(), at);
            if (call.init().is("error")) {
                refused.increment();
                return;
            }
            callee.calls().awaitIncoming(call.id(), PATIENCE).ringing();
            call.end();
            callee.calls().await(call.id(), frame -> frame.is("call:ended"), PATIENCE, "the end");
        } catch (NotSeen | UncheckedIOException e) {
            missed.increment();
        }
    }

    private void heard(Frame frame) {
        if (frame.is("call:incoming")) {
            var at = meantAt.remove(UUID.fromString(frame.text("call")));
            if (at != null) {
                rang.increment();
                toRing.took(at, frame.nanos());
            }
        }
    }
}
