package com.callvault.messaging.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Frames by what became of them, {@code callvault.messages.deliveries}. */
final class DeliveryMetrics {
    private static final String NAME = "callvault.messages.deliveries";

    private final Counter delivered;
    private final Counter deadRoute;
    private final Counter dropped;

    DeliveryMetrics(MeterRegistry registry) {
        delivered = Counter.builder(NAME)
                .description("frames that a node took for a connection")
                .tag("outcome", "delivered")
                .register(registry);
        deadRoute = Counter.builder(NAME)
                .description("frames for a node that did not listen: its routes are dead")
                .tag("outcome", "dead_route")
                .register(registry);
        dropped = Counter.builder(NAME)
                .description("posts given up because Redis did not answer; sync brings their content")
                .tag("outcome", "dropped")
                .register(registry);
    }

    void delivered(int frames) {
        delivered.increment(frames);
    }

    void deadRoute(int frames) {
        deadRoute.increment(frames);
    }

    void dropped(int posts) {
        dropped.increment(posts);
    }
}
