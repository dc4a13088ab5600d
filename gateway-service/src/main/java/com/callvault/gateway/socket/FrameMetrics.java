package com.callvault.gateway.socket;

import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code callvault.gateway.frames} by type: the protocol's names, and {@code refused} for what is not one of them. */
final class FrameMetrics {
    private final ClassValue<Counter> byType;
    private final Counter refused;

    FrameMetrics(MeterRegistry registry) {
        this.refused = counter(registry, "refused");
        this.byType = new ClassValue<>() {
            @Override
            protected Counter computeValue(Class<?> type) {
                JsonTypeName name = type.getAnnotation(JsonTypeName.class);
                return counter(registry, name == null ? "refused" : name.value());
            }
        };
    }

    void received(ClientFrame frame) {
        byType.get(frame.getClass()).increment();
    }

    /** Not a frame of ours: it could not be decoded. */
    void refused(ErrorCode code) {
        switch (code) {
            case MALFORMED, UNKNOWN_TYPE, FRAME_TOO_LARGE -> refused.increment();
            default -> {}
        }
    }

    private static Counter counter(MeterRegistry registry, String type) {
        return Counter.builder("callvault.gateway.frames")
                .description("Frames from clients")
                .tag("type", type)
                .register(registry);
    }
}
