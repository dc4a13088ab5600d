package com.callvault.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Pairs of people who write to each other, whether the server keeps up or not. */
final class MessageBench {

    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(30);

    private final BenchOptions options;
    private final ServerProcess server;
    private final PrintStream progress;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final MessageTimes times = new MessageTimes(new Times(), new Times());

    /** @param progress for people who wait */
    MessageBench(BenchOptions options, ServerProcess server, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.progress = progress;
    }

    Report run() throws InterruptedException, IOException, SQLException {
        try (var timer = Receipts.timer()) {
            var people = new ArrayList<Chatter>();
            var clients = Crowd.connect(2 * options.pairs(), server.server(), progress);
            if (options.stored() > 0) {
                new StoredMessages(server, options.bodyBytes(), progress).write(options.stored(), clients);
            }
            for (var client : clients) {
                people.add(new Chatter(client, timer, times, options.bodyBytes()));
            }
            for (var i = 0; i < people.size(); i++) {
                people.get(i).writesTo(people.get(Crowd.partner(i)).address());
            }
            try {
                var report = measure(people);
                return options.stored() == 0 ? report : report.with(HistoryPages.read(clients));
            } finally {
                people.forEach(Chatter::close);
                timer.shutdownNow();
            }
        }
    }

    private MessageReport measure(List<Chatter> people) throws InterruptedException {
        var arrivals = new Arrivals(options.rate(), random, progress);
        arrivals.play(
                "warm-up", options.warmupSeconds(), meantAt -> anyOf(people).send(meantAt));
        var before = ProcessorTime.now(server);
        times.measureFrom(System.nanoTime());
        var sent = arrivals.play(
                "measured", options.seconds(), meantAt -> anyOf(people).send(meantAt));
        awaitQuiet(people);
        var used = ProcessorTime.now(server).minus(before);
        var outcome = Outcome.NOTHING;
        for (var i = 0; i < people.size(); i++) {
            outcome = outcome.plus(people.get(i).outcome(people.get(Crowd.partner(i))));
        }
        return new MessageReport(options, sent, outcome, times, used, null);
    }

    private Chatter anyOf(List<Chatter> people) {
        return people.get(random.nextInt(people.size()));
    }

    /** Until each message has had an answer and has arrived, or for as long as that may take. */
    private static void awaitQuiet(List<Chatter> people) throws InterruptedException {
        var until = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (underWay(people) && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean underWay(List<Chatter> people) {
        for (var i = 0; i < people.size(); i++) {
            if (people.get(i).unanswered() > 0 || people.get(i).underWayTo(people.get(Crowd.partner(i))) > 0) {
                return true;
            }
        }
        return false;
    }
}
