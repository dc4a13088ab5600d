package com.callvault.messaging.batch;

import com.callvault.common.wire.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the operators see of the pipeline. */
final class BatchMetrics {
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter hidden;
    private final Counter watermarks;
    private final DistributionSummary size;
    private final Timer untilStored;
    private final Timer untilPublished;

    BatchMetrics(MeterRegistry registry) {
        this.registry = registry;
        stored = Counter.builder("callvault.messages.stored")
                .description("messages that got their place")
                .register(registry);
        duplicates = Counter.builder("callvault.messages.duplicates")
                .description("repeats of messages that had their place already")
                .register(registry);
        hidden = Counter.builder("callvault.messages.hidden")
                .description("messages that got their place and are hidden from a receiver who has blocked the sender")
                .register(registry);
        watermarks = Counter.builder("callvault.messages.watermarks")
                .description("delivered and read watermarks taken")
                .register(registry);
        size = DistributionSummary.builder("callvault.messaging.batch.size")
                .description("commands handled together, in one transaction")
                .publishPercentileHistogram()
                .maximumExpectedValue(1000.0)
                .register(registry);
        untilStored = latency("callvault.messages.stored.latency", "from the gateway's reading until it was durable");
        untilPublished = latency(
                "callvault.messages.published.latency", "from the gateway's reading until the receivers' nodes had it");
    }

    void batch(int commands) {
        size.record(commands);
    }

    void stored(boolean fresh, boolean toBeHidden) {
        (fresh ? stored : duplicates).increment();
        if (fresh && toBeHidden) {
            hidden.increment();
        }
    }

    void watermark() {
        watermarks.increment();
    }

    void error(ErrorCode code) {
        registry.counter("callvault.messages.errors", "code", code.wire()).increment();
    }

    void storedAfter(long ms) {
        untilStored.record(Duration.ofMillis(Math.max(0, ms)));
    }

    void publishedAfter(long ms) {
        untilPublished.record(Duration.ofMillis(Math.max(0, ms)));
    }

    private Timer latency(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }
}
