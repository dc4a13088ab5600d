package com.callvault.chaos;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What is broken, and how it is mended again. */
enum Fault {
    GATEWAY_KILLED("gateway"),
    GATEWAY_FROZEN("gateway"),
    GATEWAY_DRAINED("gateway"),
    SIGNALING_KILLED("signaling"),
    SIGNALING_FROZEN("signaling"),
    REDIS_KILLED("redis"),
    REDIS_EMPTIED("redis"),
    POSTGRES_STALLED("postgres"),
    /** The broker is in the process of the stores; the others of them go on. */
    KAFKA_STALLED("stores");

    private final String of;

    Fault(String of) {
        this.of = of;
    }

    /** Causes it and mends it; returns when the part does its work again. */
    void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
        switch (this) {
            case GATEWAY_KILLED, SIGNALING_KILLED, REDIS_KILLED -> {
                cluster.perform("kill", part);
                cluster.perform("start", part);
            }
            case GATEWAY_FROZEN, POSTGRES_STALLED, KAFKA_STALLED -> freeze(cluster, part, 8);
            // For longer than its group waits for it, so that it wakes as a former owner.
            case SIGNALING_FROZEN -> freeze(cluster, part, 10);
            case GATEWAY_DRAINED -> cluster.perform("restart", part);
            case REDIS_EMPTIED -> {
                cluster.perform("kill", part);
                cluster.emptyRedis();
                cluster.perform("start", part);
            }
        }
    }

    String part(ClusterProcess cluster, Random random) throws IOException {
        var parts = cluster.parts(of);
        return parts.get(random.nextInt(parts.size()));
    }

    private static void freeze(ClusterProcess cluster, String part, int seconds)
            throws IOException, InterruptedException {
        cluster.perform("freeze", part);
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } finally {
            cluster.perform("thaw", part);
        }
    }
}
