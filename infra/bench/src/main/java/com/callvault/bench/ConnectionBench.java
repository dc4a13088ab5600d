package com.callvault.bench;

import com.callvault.client.Json;
import com.callvault.client.ProtocolClient;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Locale;

/** What an idle connection of somebody authenticated keeps in the memory of the one gateway: the slope, not the foot. */
final class ConnectionBench {

    private static final String GATEWAY = "gateway";
    private static final int FOOT = 1_000;

    private final BenchOptions options;
    private final ServerProcess server;
    private final PrintStream progress;

    /** @param progress for people who wait */
    ConnectionBench(BenchOptions options, ServerProcess server, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.progress = progress;
    }

    Report run() throws InterruptedException, IOException {
        var gateway = server.part(GATEWAY);
        var people = new ArrayList<>(Crowd.connect(FOOT, gateway, progress));
        var few = server.memoryAfterCollection(GATEWAY);
        people.addAll(Crowd.connect(options.connections() - FOOT, gateway, progress));
        var many = server.memoryAfterCollection(GATEWAY);
        var ended = people.stream().filter(each -> each.closed().isDone()).count();
        people.forEach(ProtocolClient::vanish);
        return new Memory(options.connections(), few, many, ended);
    }

    /**
     * Resident memory, each after a full collection.
     *
     * @param few bytes with {@value #FOOT} connections
     * @param many bytes with all of them
     * @param ended connections that did not last
     */
    record Memory(int connections, long few, long many, long ended) implements Report {

        @Override
        public boolean isFlawless() {
            return ended == 0;
        }

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%.1f KiB for each connection: the gateway had %d MiB with %d and %d MiB with %d; %d did not last",
                    kibEach(),
                    few >> 20,
                    FOOT,
                    many >> 20,
                    connections,
                    ended);
        }

        @Override
        public String json() {
            return Json.write(Json.object()
                    .put("connections", connections)
                    .put("ended", ended)
                    .put("kibEach", kibEach())
                    .put("fewBytes", few)
                    .put("manyBytes", many));
        }

        private double kibEach() {
            return (many - few) / 1024.0 / (connections - FOOT);
        }
    }
}
