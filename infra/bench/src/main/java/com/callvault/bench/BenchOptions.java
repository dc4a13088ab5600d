package com.callvault.bench;

import com.callvault.client.Json;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the command line asks for.
 *
 * @param pairs of people who write to each other, or call each other
 * @param rate messages or calls a second, all together
 * @param seconds that are measured
 * @param warmupSeconds of the same load before them
 * @param bodyBytes of each message
 * @param stored messages that lie in the database before the load begins
 * @param connections that are idle
 * @param cluster whether each part is a process of its own
 * @param json for a machine
 */
record BenchOptions(
        What what,
        int pairs,
        int rate,
        int seconds,
        int warmupSeconds,
        int bodyBytes,
        int stored,
        int connections,
        boolean cluster,
        int port,
        Path data,
        boolean json) {

    /** What can be measured. */
    enum What {
        MESSAGES,
        CALLS,
        CONNECTIONS
    }

    static final String USAGE = """
            ./callvault bench messages [options]      pairs of people write to each other, on a server of the bench's own
            ./callvault bench calls [options]         they call each other; each call rings and is given up
            ./callvault bench connections [options]   what an idle connection takes of a gateway's memory
            ./callvault bench storm [--size N]        a gateway with 5,000 connections dies: until all are back, and rang

            Options:
              --pairs N      of people (1000)
              --rate N       messages or calls a second, all together, with Poisson arrivals (500, or 50)
              --seconds N    that are measured (60)
              --warmup N     seconds of the same load before them: the compiler takes half a core until then (60)
              --bytes N      of each message (200)
              --stored N     messages that lie in the database before the load begins; then pages of them are read, too (0)
              --n N          connections (10000)
              --cluster      each part a process of its own, so that the processor time of each is told
              --port N       of the server (18580)
              --data FOLDER  its data and logs; what is stored there already is part of the load (./data/bench)
              --json         print the result for a machine
            """;

    private static final Set<String> FLAGS = Set.of("--cluster", "--json");
    private static final Set<String> VALUES =
            Set.of("--pairs", "--rate", "--seconds", "--warmup", "--bytes", "--stored", "--n", "--port", "--data");
    private static final int LEAST_BYTES = 40;
    private static final int LEAST_STORED = 10;
    private static final int LEAST_CONNECTIONS = 2_000;

    /**
     * The options, or empty if the usage is asked for.
     *
     * @throws IllegalArgumentException with a sentence, if one is wrong
     */
    static Optional<BenchOptions> parse(List<String> arguments) {
        var words = new ArrayDeque<>(arguments);
        if (words.isEmpty() || words.contains("--help")) {
            return Optional.empty();
        }
        var what = what(words.remove());
        var given = given(words);
        var options = new BenchOptions(
                what,
                number(given, "--pairs", 1_000),
                number(given, "--rate", what == What.CALLS ? 50 : 500),
                number(given, "--seconds", 60),
                number(given, "--warmup", 60),
                number(given, "--bytes", 200),
                number(given, "--stored", 0),
                number(given, "--n", 10_000),
                given.containsKey("--cluster") || what == What.CONNECTIONS,
                number(given, "--port", 18580),
                Path.of(given.getOrDefault("--data", "data/bench")),
                given.containsKey("--json"));
        if (options.bodyBytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "A message needs --bytes %d at least: it tells when it was meant to be sent."
                            .formatted(LEAST_BYTES));
        }
        if (options.stored > 0 && options.stored < LEAST_STORED * options.pairs) {
            throw new IllegalArgumentException("Give --stored %d at least, %d for each pair."
                    .formatted(LEAST_STORED * options.pairs, LEAST_STORED));
        }
        if (options.connections < LEAST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "Give --n %d at least: what 1,000 take is subtracted.".formatted(LEAST_CONNECTIONS));
        }
        return Optional.of(options);
    }

    /** In a few words. */
    String plan() {
        return switch (what) {
            case MESSAGES, CALLS ->
                "%d pairs, %d %s/s, %d s of warm-up, %d s measured"
                        .formatted(pairs, rate, what.name().toLowerCase(Locale.ROOT), warmupSeconds, seconds);
            case CONNECTIONS -> "%d idle connections".formatted(connections);
        };
    }

    /** The load, for a machine. */
    ObjectNode load() {
        return Json.object()
                .put("pairs", pairs)
                .put("rate", rate)
                .put("seconds", seconds)
                .put("warmup", warmupSeconds)
                .put("stored", stored);
    }

    private static What what(String word) {
        for (var what : What.values()) {
            if (what.name().toLowerCase(Locale.ROOT).equals(word)) {
                return what;
            }
        }
        throw new IllegalArgumentException(
                "%s cannot be measured: messages, calls, connections and a storm can. See --help.".formatted(word));
    }

    private static Map<String, String> given(Deque<String> words) {
        var given = new HashMap<String, String>();
        while (!words.isEmpty()) {
            var option = words.remove();
            if (FLAGS.contains(option)) {
                given.put(option, "");
            } else if (!VALUES.contains(option)) {
                throw new IllegalArgumentException("There is no option %s: see --help.".formatted(option));
            } else if (words.isEmpty()) {
                throw new IllegalArgumentException("%s needs a value: see --help.".formatted(option));
            } else {
                given.put(option, words.remove());
            }
        }
        return given;
    }

    private static int number(Map<String, String> given, String option, int usual) {
        var value = given.getOrDefault(option, String.valueOf(usual));
        if (!value.matches("0|[1-9][0-9]{0,7}")) {
            throw new IllegalArgumentException("%s is not a value for %s: give it a number.".formatted(value, option));
        }
        return Integer.parseInt(value);
    }
}
