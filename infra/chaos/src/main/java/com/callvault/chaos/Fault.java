package com.callvault.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What is broken, and how it is mended again. */
enum Fault {
    GATEWAY_KILLED("gateway", Fault::kill),
    GATEWAY_FROZEN("gateway", (cluster, part) -> freeze(cluster, part, 8)),
    GATEWAY_DRAINED("gateway", (cluster, part) -> cluster.perform("restart", part)),
    SIGNALING_KILLED("signaling", Fault::kill),
    /** For longer than its group waits for it, so that it wakes as a former owner. */
    SIGNALING_FROZEN("signaling", (cluster, part) -> freeze(cluster, part, 10)),
    REDIS_KILLED("redis", Fault::kill),
    REDIS_EMPTIED("redis", (cluster, part) -> {
        cluster.perform("kill", part);
        cluster.emptyRedis();
        cluster.perform("start", part);
    });

    private final String of;
    private final Breaking breaking;

    Fault(String of, Breaking breaking) {
        this.of = of;
        this.breaking = breaking;
    }

    private interface Breaking {
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException;
    }

    /** Causes it and mends it; returns when the part does its work again. */
    void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
        breaking.cause(cluster, part);
    }

    String part(ClusterProcess cluster, Random random) throws IOException {
        var parts = of.equals("redis") ? List.of("redis") : cluster.parts(of);
        return parts.get(random.nextInt(parts.size()));
    }

    private static void kill(ClusterProcess cluster, String part) throws IOException, InterruptedException {
        cluster.perform("kill", part);
        cluster.perform("start", part);
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
