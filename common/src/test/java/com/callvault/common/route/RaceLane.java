package com.callvault.common.route;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Races people of its own, many at a time. Each party goes over the same people on a thread and a connection of its own; all
 * start at a barrier, and each sends what it has written so far at moments of its own, so that the parties' commands meet at
 * Redis in every order.
 */
final class RaceLane {
    private static final int PEOPLE = 50;
    private static final int PARTIES = 4;

    /** At most this many people are sent for at once; that few, since Redis carries out what came together in one go. */
    private static final int MOST_AT_ONCE = 6;

    private static final int MOST_LATE_SPINS = 20_000;

    /** The end of a call has less to send than the others, and would mostly come first. */
    private static final int MOST_LATE_SPINS_OF_THE_END = 100_000;

    private final ExecutorService threads;
    private final Random random;
    private final Clock clock = Clock.systemUTC();
    private final List<Address> people = new ArrayList<>();
    private final Address caller;
    private final StatefulRedisConnection<String, String> newNode;
    private final StatefulRedisConnection<String, String> oldNode;
    private final StatefulRedisConnection<String, String> ringer;
    private final StatefulRedisConnection<String, String> ender;
    private final CyclicBarrier start = new CyclicBarrier(PARTIES);

    RaceLane(RedisClient client, ExecutorService threads, long seed) {
        this.threads = threads;
        this.random = new Random(seed);
        for (int i = 0; i < PEOPLE; i++) {
            people.add(TestIdentity.random(random).address());
        }
        this.caller = TestIdentity.random(random).address();
        this.newNode = client.connect();
        this.oldNode = client.connect();
        this.ringer = client.connect();
        this.ender = client.connect();
    }

    RaceFigures race(int trials) throws Exception {
        RaceFigures sum = RaceFigures.NONE;
        for (int done = 0; done < trials; done += PEOPLE) {
            for (RaceFigures each : round()) {
                sum = sum.plus(each);
            }
        }
        return sum;
    }

    private List<RaceFigures> round() throws Exception {
        Routes routes = new Routes(newNode.async(), clock);
        Routes old = new Routes(oldNode.async(), clock);
        OwedCalls ringing = new OwedCalls(ringer.async());
        OwedCalls ending = new OwedCalls(ender.async());
        List<RaceTrial> trials = people.stream()
                .map(callee -> new RaceTrial(callee, caller, random))
                .toList();
        trials.forEach(trial -> trial.prepare(routes, newNode.async()));
        trials.forEach(RaceTrial::await);

        List<Future<?>> parties = List.of(
                go(newNode, MOST_LATE_SPINS, trials, trial -> trial.connect(routes, newNode.async())),
                go(oldNode, MOST_LATE_SPINS, trials, trial -> trial.leave(old)),
                go(ringer, MOST_LATE_SPINS, trials, trial -> trial.ring(ringing, ringer.async())),
                go(ender, MOST_LATE_SPINS_OF_THE_END, trials, trial -> trial.end(ending)));
        for (Future<?> party : parties) {
            party.get();
        }
        trials.forEach(RaceTrial::await);

        List<CompletableFuture<Map<DeviceId, Route>>> now = trials.stream()
                .map(trial -> routes.routesOf(trial.callee()).toCompletableFuture())
                .toList();
        var late = trials.stream().map(trial -> trial.connectLate(routes)).toList();
        List<RaceFigures> figures = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            figures.add(trials.get(i).figures(late.get(i), RaceTrial.get(now.get(i))));
        }
        return figures;
    }

    private Future<?> go(
            StatefulRedisConnection<String, String> connection,
            int mostLate,
            List<RaceTrial> trials,
            Consumer<RaceTrial> act) {
        RandomGenerator moments = new Random(random.nextLong());
        return threads.submit(() -> {
            start.await();
            int spins = moments.nextInt(mostLate);
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            connection.setAutoFlushCommands(false);
            int untilSent = moments.nextInt(MOST_AT_ONCE);
            for (RaceTrial trial : trials) {
                act.accept(trial);
                if (untilSent-- == 0) {
                    connection.flushCommands();
                    untilSent = moments.nextInt(MOST_AT_ONCE);
                }
            }
            // What follows from an answer is written on the connection's own thread, and sent at once.
            connection.setAutoFlushCommands(true);
            connection.flushCommands();
            return null;
        });
    }
}
