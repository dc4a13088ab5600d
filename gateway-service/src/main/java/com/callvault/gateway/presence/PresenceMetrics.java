package com.callvault.gateway.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** {@code callvault.gateway.attach}, {@code .routes.*}, {@code .deliveries}, {@code .resync.rounds}, {@code .subscription.*}. */
final class PresenceMetrics {
    private final Timer attached;
    private final Timer attachFailed;
    private final Counter delivered;
    private final Counter held;
    private final Counter undeliverable;
    private final Counter unreadable;
    private final Counter renewalsFailed;
    private final Counter repaired;
    private final Counter rounds;
    private final Counter interruptions;

    PresenceMetrics(MeterRegistry registry) {
        this.attached = attach(registry, "ok");
        this.attachFailed = attach(registry, "failed");
        this.delivered = deliveries(registry, "sent");
        this.held = deliveries(registry, "held");
        this.undeliverable = deliveries(registry, "gone");
        this.unreadable = deliveries(registry, "unreadable");
        this.renewalsFailed = Counter.builder("callvault.gateway.routes.renewals.failed")
                .description("Renewals of a route that Redis did not answer")
                .register(registry);
        this.repaired = Counter.builder("callvault.gateway.routes.repaired")
                .description("Routes written again and connections told to resync")
                .register(registry);
        this.rounds = Counter.builder("callvault.gateway.resync.rounds")
                .description("Times that all connections had to attach again")
                .register(registry);
        this.interruptions = Counter.builder("callvault.gateway.subscription.interruptions")
                .description("Times that the node's channel was not listened to")
                .register(registry);
    }

    void attached(Duration took, boolean answered) {
        (answered ? attached : attachFailed).record(took);
    }

    void delivered(boolean waits) {
        (waits ? held : delivered).increment();
    }

    void undeliverable() {
        undeliverable.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void renewalFailed() {
        renewalsFailed.increment();
    }

    void repaired() {
        repaired.increment();
    }

    void newRound() {
        rounds.increment();
    }

    void interrupted() {
        interruptions.increment();
    }

    private static Timer attach(MeterRegistry registry, String outcome) {
        return Timer.builder("callvault.gateway.attach")
                .description("From asking Redis for the route to its answer with what is owed")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry);
    }

    private static Counter deliveries(MeterRegistry registry, String outcome) {
        return Counter.builder("callvault.gateway.deliveries")
                .description("Frames from services for connections of this node")
                .tag("outcome", outcome)
                .register(registry);
    }
}
