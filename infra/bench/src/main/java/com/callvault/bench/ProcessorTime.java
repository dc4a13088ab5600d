package com.callvault.bench;

import com.callvault.client.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Processor time.
 *
 * @param server of each kind of process that serves, the stores among them
 * @param generator of the load generator itself
 */
record ProcessorTime(Map<String, Duration> server, Duration generator) {

    static ProcessorTime now(ServerProcess server) {
        var self = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return new ProcessorTime(server.processorTime(), self);
    }

    ProcessorTime minus(ProcessorTime earlier) {
        var between = new TreeMap<String, Duration>();
        server.forEach((kind, time) -> between.put(kind, time.minus(earlier.server.getOrDefault(kind, Duration.ZERO))));
        return new ProcessorTime(between, generator.minus(earlier.generator));
    }

    /** Of all that serves, in ms for each of so many. */
    double serverMs(long of) {
        return each(server.values().stream().reduce(Duration.ZERO, Duration::plus), of);
    }

    /** By kind of process, in ms for each of so many. */
    String text(long of) {
        return server.entrySet().stream()
                .map(kind -> String.format(Locale.ROOT, "%s %.2f", kind.getKey(), each(kind.getValue(), of)))
                .collect(Collectors.joining(
                        ", ", "", String.format(Locale.ROOT, "; the load generator %.2f", each(generator, of))));
    }

    /** As above, for a machine. */
    ObjectNode json(long of) {
        var json = Json.object();
        server.forEach((kind, time) -> json.put(kind, each(time, of)));
        return json.put("all", serverMs(of)).put("generator", each(generator, of));
    }

    private static double each(Duration time, long of) {
        return of == 0 ? 0 : time.toNanos() / 1e6 / of;
    }
}
