package com.callvault.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is broken, and how it is mended again. */
enum Fault {
    GATEWAY_KILLED("gateway"),
    GATEWAY_FROZEN("gateway"),
    GATEWAY_DRAINED("gateway"),
    SIGNALING_KILLED("signaling"),
    SIGNALING_FROZEN("signaling"),
    MESSAGING_KILLED("messaging"),
    /** Every instance of it. */
    MESSAGING_ALL_KILLED("messaging"),
    MESSAGING_FROZEN("messaging"),
    EDGE_KILLED("edge"),
    REDIS_KILLED("redis"),
    REDIS_EMPTIED("redis"),
    POSTGRES_KILLED("postgres"),
    POSTGRES_STALLED("postgres"),
    /** The broker is in the process of the stores; the others of them go on, and start again when it does. */
    KAFKA_KILLED("stores"),
    KAFKA_STALLED("stores");

    /** What can keep a call from ringing. */
    static final List<Fault> OF_CALLS = List.of(
            GATEWAY_KILLED,
            GATEWAY_FROZEN,
            GATEWAY_DRAINED,
            SIGNALING_KILLED,
            SIGNALING_FROZEN,
            REDIS_KILLED,
            REDIS_EMPTIED,
            POSTGRES_STALLED,
            KAFKA_STALLED);

    /** What can lose a message, or tell it twice; signaling has no part in it, and its death must not matter. */
    static final List<Fault> OF_MESSAGES = List.of(
            GATEWAY_KILLED,
            GATEWAY_FROZEN,
            SIGNALING_KILLED,
            MESSAGING_KILLED,
            MESSAGING_ALL_KILLED,
            MESSAGING_FROZEN,
            EDGE_KILLED,
            REDIS_KILLED,
            REDIS_EMPTIED,
            POSTGRES_KILLED,
            KAFKA_KILLED);

    private final String of;

    Fault(String of) {
        this.of = of;
    }

    /** Causes it and mends it; returns when the part does its work again. */
    void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
        switch (this) {
            case GATEWAY_KILLED,
                    SIGNALING_KILLED,
                    MESSAGING_KILLED,
                    EDGE_KILLED,
                    REDIS_KILLED,
                    POSTGRES_KILLED,
                    KAFKA_KILLED -> {
                cluster.perform("kill", part);
                cluster.perform("start", part);
            }
            case MESSAGING_ALL_KILLED -> {
                for (var instance : cluster.parts(of)) {
                    cluster.perform("kill", instance);
                }
                for (var instance : cluster.parts(of)) {
                    cluster.perform("start", instance);
                }
            }
            case GATEWAY_FROZEN, POSTGRES_STALLED, KAFKA_STALLED -> freeze(cluster, part, 8);
            // For longer than its group waits for it, so that it wakes as a former owner.
            case SIGNALING_FROZEN, MESSAGING_FROZEN -> freeze(cluster, part, 10);
            case GATEWAY_DRAINED -> cluster.perform("restart", part);
            case REDIS_EMPTIED -> {
                cluster.perform("kill", part);
                cluster.emptyRedis();
                cluster.perform("start", part);
            }
        }
    }

    /** @param turn counts up, so that each of them has its turn */
    String part(ClusterProcess cluster, int turn) throws IOException {
        if (this == MESSAGING_ALL_KILLED) {
            return of;
        }
        var parts = cluster.parts(of);
        return parts.get(Math.floorMod(turn, parts.size()));
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
