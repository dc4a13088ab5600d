package com.callvault.gateway.command;

import com.callvault.common.event.Command;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/** {@code callvault.gateway.commands} (a timer, by kind and outcome) and {@code .commands.in.flight}. */
final class CommandMetrics {
    private final MeterRegistry registry;
    private final Timer calls;
    private final Timer callsFailed;
    private final Timer chats;
    private final Timer chatsFailed;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.calls = timer("call", "sent");
        this.callsFailed = timer("call", "failed");
        this.chats = timer("chat", "sent");
        this.chatsFailed = timer("chat", "failed");
    }

    void inFlight(IntSupplier inFlight) {
        Gauge.builder("callvault.gateway.commands.in.flight", inFlight::getAsInt)
                .description("Frames on their way into Kafka")
                .register(registry);
    }

    void sent(Command command, Duration took, boolean stored) {
        Timer timer = switch (command) {
            case Command.Call call -> stored ? calls : callsFailed;
            case Command.Chat chat -> stored ? chats : chatsFailed;
        };
        timer.record(took);
    }

    private Timer timer(String kind, String outcome) {
        return Timer.builder("callvault.gateway.commands")
                .description("From a client's frame to its being stored in Kafka")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry);
    }
}
