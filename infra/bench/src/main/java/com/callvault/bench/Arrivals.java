package com.callvault.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * Moments at which people do something without knowing of each other (a Poisson process).
 *
 * @param perSecond how many, on average
 * @param progress for people who wait
 */
record Arrivals(double perSecond, RandomGenerator random, PrintStream progress) {

    private static final Duration SAYS_EVERY = Duration.ofSeconds(10);

    /**
     * Does it at each of them, on this thread; one that takes longer delays the next, and that counts.
     *
     * @param each is given the moment that was meant, on {@link System#nanoTime()}
     * @return how many there were
     */
    long play(String phase, int seconds, LongConsumer each) throws InterruptedException {
        var next = System.nanoTime();
        var until = next + TimeUnit.SECONDS.toNanos(seconds);
        var says = next + SAYS_EVERY.toNanos();
        var meanNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (var count = 0L; ; count++) {
            next += Math.round(random.nextExponential() * meanNanos);
            if (next - until >= 0) {
                return count;
            }
            for (var early = next - System.nanoTime(); early > 0; early = next - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            each.accept(next);
            if (next - says >= 0) {
                says += SAYS_EVERY.toNanos();
                progress.printf("%s: %d so far%n", phase, count + 1);
            }
        }
    }
}
