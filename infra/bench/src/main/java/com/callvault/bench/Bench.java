package com.callvault.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A measurement: a server, a load, and what came of it. Exit code 0 only if the server kept what it promises. */
public final class Bench {

    /** Few people place many calls here, and how many they may place is not what is measured. */
    private static final Map<String, String> SETTINGS =
            Map.of("CALLVAULT_LIMIT_CALLSPERMINUTE", "100000", "CALLVAULT_LIMIT_CALLSPERPAIRPERMINUTE", "100000");

    private Bench() {}

    /** @param arguments the command that starts standalone, the one that starts a cluster, the options; {@code --} between */
    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        var first = words.indexOf("--");
        var second = first + 1 + words.subList(first + 1, words.size()).indexOf("--");
        Optional<BenchOptions> options;
        try {
            options = BenchOptions.parse(words.subList(second + 1, words.size()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        if (options.isEmpty()) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        System.exit(run(options.get(), words.subList(0, first), words.subList(first + 1, second)));
    }

    private static int run(BenchOptions options, List<String> standalone, List<String> cluster) throws Exception {
        // Progress goes to the error stream: a machine reads the other.
        System.err.printf("%s, starting a server.%n", options.plan());
        var command = new ArrayList<>(options.cluster() ? cluster : standalone);
        if (options.what() == BenchOptions.What.CONNECTIONS) {
            command.addAll(List.of("--gateways", "1"));
        }
        try (var server = ServerProcess.start(
                command, SETTINGS, options.port(), options.data().toAbsolutePath())) {
            var report = switch (options.what()) {
                case MESSAGES -> new MessageBench(options, server, System.err).run();
                case CALLS -> new CallBench(options, server, System.err).run();
                case CONNECTIONS -> new ConnectionBench(options, server, System.err).run();
            };
            System.out.println(options.json() ? report.json() : report.text());
            return report.isFlawless() ? 0 : 1;
        }
    }
}
