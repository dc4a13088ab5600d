package com.callvault.signaling.outbox;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Sends the outbox: what a worker has just committed at once, on threads of its own, since nobody who waits for a ring should
 * wait for the broker; and several times a second what was left behind by a crash or an outage.
 */
@Component
public class OutboxSender {
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 1000;
    private static final int MOST_PER_SWEEP = 500;

    /** Whoever committed it sends it within this; what is older was left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Clock clock;
    private final ThreadPoolExecutor threads;
    private final AtomicLong ageMs;

    OutboxSender(Outbox outbox, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.clock = clock;
        // When the queue is full, the sweep has it.
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofVirtual().name("outbox-", 0).factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        this.ageMs = meters.gauge("callvault.signaling.outbox.age.ms", new AtomicLong());
    }

    public void send(CallId call) {
        threads.execute(() -> outbox.send(call));
    }

    public void send(Address person) {
        send(Outbox.line(person));
    }

    void sweep() {
        ageMs.set(outbox.oldestMs());
        for (CallId call : outbox.waiting(clock.millis() - LEFT_BEHIND.toMillis(), MOST_PER_SWEEP)) {
            if (!outbox.send(call)) {
                return;
            }
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
