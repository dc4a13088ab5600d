package com.callvault.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What is broken, and how it is mended again. */
enum Fault {
    GATEWAY_KILLED("gateway") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            cluster.perform("kill", part);
            cluster.perform("start", part);
        }
    },
    GATEWAY_FROZEN("gateway") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            freeze(cluster, part, 8);
        }
    },
    GATEWAY_DRAINED("gateway") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            cluster.perform("restart", part);
        }
    },
    SIGNALING_KILLED("signaling") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            cluster.perform("kill", part);
            cluster.perform("start", part);
        }
    },
    SIGNALING_FROZEN("signaling") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            // Longer than its group waits for it, so that it wakes as a former owner.
            freeze(cluster, part, 10);
        }
    },
    REDIS_KILLED("redis") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            cluster.perform("kill", part);
            cluster.perform("start", part);
        }
    },
    REDIS_EMPTIED("redis") {
        @Override
        void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException {
            cluster.perform("kill", part);
            cluster.emptyRedis();
            cluster.perform("start", part);
        }
    };

    private final String of;

    Fault(String of) {
        this.of = of;
    }

    /** Causes it and mends it; returns when the part does its work again. */
    abstract void cause(ClusterProcess cluster, String part) throws IOException, InterruptedException;

    String part(ClusterProcess cluster, Random random) throws IOException {
        var parts = of.equals("redis") ? List.of("redis") : cluster.parts(of);
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
