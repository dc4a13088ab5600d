package com.callvault.gateway.connection;

import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code callvault.gateway.connections.*} and {@code callvault.gateway.errors}. */
final class ConnectionMetrics {
    private final MeterRegistry registry;
    private final Counter opened;
    private final Counter overflows;
    private final Counter silent;
    private final Map<CloseReason, Counter> closing;
    private final Map<ErrorCode, Counter> errors;

    ConnectionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.opened = Counter.builder("callvault.gateway.connections.opened")
                .description("WebSockets accepted, before any proof")
                .register(registry);
        this.overflows = Counter.builder("callvault.gateway.queue.overflows")
                .description("Connections closed because more waited for them than may")
                .register(registry);
        this.silent = Counter.builder("callvault.gateway.connections.silent")
                .description("Connections given up because no Pong came")
                .register(registry);
        this.closing = Arrays.stream(CloseReason.values())
                .collect(Collectors.toMap(
                        reason -> reason,
                        reason -> Counter.builder("callvault.gateway.connections.closed.by.us")
                                .description("Connections that this node decided to close")
                                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                                .register(registry),
                        (one, other) -> one,
                        () -> new EnumMap<>(CloseReason.class)));
        this.errors = Arrays.stream(ErrorCode.values())
                .collect(Collectors.toMap(
                        code -> code,
                        code -> Counter.builder("callvault.gateway.errors")
                                .description("Error frames sent by the gateway itself")
                                .tag("code", code.wire())
                                .register(registry),
                        (one, other) -> one,
                        () -> new EnumMap<>(ErrorCode.class)));
    }

    MeterRegistry registry() {
        return registry;
    }

    void opened() {
        opened.increment();
    }

    void closing(CloseReason reason) {
        count(closing, reason);
    }

    void refused(ErrorCode code) {
        count(errors, code);
    }

    void overflow() {
        overflows.increment();
    }

    void silent() {
        silent.increment();
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }
}
