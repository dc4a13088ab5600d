package com.callvault.signaling.outbox;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends the outbox: what workers have just committed, on threads of its own, since nobody who waits for a ring should wait for
 * the broker; and several times a second what was left behind by a crash or an outage. A transaction and a request cost the same
 * for the events of one call or of many, and nobody waits for events, so they gather for a moment; what calls leave in
 * conversations for longer, because each batch of it costs messaging-service, the broker and Redis as much as one of messages.
 */
@Component
public class OutboxSender {
    private static final Duration EVENTS_GATHER = Duration.ofMillis(25);
    private static final Duration MESSAGES_GATHER = Duration.ofMillis(250);
    private static final Duration LOOK_UP = Duration.ofMillis(250);
    private static final int MOST_WAITING = 1000;
    private static final int MOST_AT_ONCE = 500;

    /** Whoever committed it sends it within this; what is older was left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Clock clock;
    private final AtomicLong ageMs;
    private final Courier events = new Courier("outbox", EVENTS_GATHER);
    private final Courier messages = new Courier("outbox-messages", MESSAGES_GATHER);
    private volatile boolean stopping;

    OutboxSender(Outbox outbox, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.clock = clock;
        this.ageMs = meters.gauge("callvault.signaling.outbox.age.ms", new AtomicLong());
    }

    public void send(CallId call) {
        events.take(call);
    }

    public void send(Address person) {
        events.take(Outbox.line(person));
    }

    public void send(ConversationId conversation) {
        messages.take(Outbox.line(conversation));
    }

    void sweep() {
        ageMs.set(outbox.oldestMs());
        for (CallId call : outbox.waiting(clock.millis() - LEFT_BEHIND.toMillis(), MOST_AT_ONCE)) {
            if (!outbox.send(Set.of(call))) {
                return;
            }
        }
    }

    @PostConstruct
    void start() {
        events.start();
        messages.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        events.join();
        messages.join();
    }

    /** Lets lines gather, then sends all of them at once. */
    private final class Courier {
        private final String name;
        private final Duration gather;
        private final BlockingQueue<CallId> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private volatile @Nullable Thread thread;

        Courier(String name, Duration gather) {
            this.name = name;
            this.gather = gather;
        }

        void take(CallId line) {
            // When the queue is full, the sweep has it.
            var unused = waiting.offer(line);
        }

        void start() {
            thread = Thread.ofVirtual().name(name).start(this::run);
        }

        private void run() {
            try {
                while (!stopping || !waiting.isEmpty()) {
                    CallId first = waiting.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
                    if (first != null) {
                        Thread.sleep(gather);
                        Set<CallId> lines = new HashSet<>(Set.of(first));
                        waiting.drainTo(lines, MOST_AT_ONCE);
                        outbox.send(lines);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void join() throws InterruptedException {
            Thread running = thread;
            if (running != null) {
                running.join(STOP_WITHIN);
            }
        }
    }
}
