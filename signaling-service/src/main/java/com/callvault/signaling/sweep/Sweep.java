package com.callvault.signaling.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Something that is looked at again and again, on a thread of its own, so that one that waits for a store holds up no other.
 * What it throws is counted and logged, and it goes on after its pause.
 */
public final class Sweep implements SmartLifecycle {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final MeterRegistry meters;
    private volatile @Nullable CountDownLatch stop;
    private volatile @Nullable Thread thread;

    /** @param pause between the end of one round and the start of the next */
    public Sweep(String name, Duration pause, Runnable work, MeterRegistry meters) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.meters = meters;
    }

    @Override
    public void start() {
        CountDownLatch stopped = new CountDownLatch(1);
        stop = stopped;
        thread = Thread.ofVirtual().name("sweep-" + name).start(() -> run(stopped));
    }

    private void run(CountDownLatch stopped) {
        boolean failing = false;
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    work.run();
                    failing = false;
                } catch (RuntimeException e) {
                    meters.counter("callvault.signaling.sweep.failures", "sweep", name)
                            .increment();
                    if (!failing) {
                        log.warn("The sweep {} fails and goes on: {}", name, e.toString());
                    }
                    failing = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        CountDownLatch stopped = stop;
        Thread running = thread;
        stop = null;
        if (stopped != null && running != null) {
            stopped.countDown();
            try {
                running.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return stop != null;
    }
}
