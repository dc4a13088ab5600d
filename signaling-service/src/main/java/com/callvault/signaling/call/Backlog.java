package com.callvault.signaling.call;

import com.callvault.common.event.Command;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How far behind this instance is with commands. What a device has acknowledged, or answered, may lie in Kafka for that long;
 * whoever sends again meanwhile makes work for nothing, which keeps an instance behind that once fell behind (ADR 26).
 * Thread-safe.
 */
@Component
public class Backlog {
    /** No more than this, whatever a gateway's clock says, is a frame that was lost sent again later for it. */
    private static final Duration MOST = Duration.ofSeconds(5);

    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS = 4;

    private final Clock clock;
    private final TimeWindowMax behindMs;

    Backlog(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.behindMs = new TimeWindowMax(meters.config().clock(), STEP.toMillis(), STEPS);
        Gauge.builder("callvault.signaling.commands.behind.ms", this, Backlog::ms)
                .description("for how long commands that are read now lay in Kafka; no more than 5,000")
                .register(meters);
    }

    void read(Command command) {
        behindMs.record((double) (clock.millis() - command.receivedAt()));
    }

    /** The longest of the last second, in ms; 0 when nothing was read. */
    public long ms() {
        return Math.clamp((long) behindMs.poll(), 0, MOST.toMillis());
    }
}
