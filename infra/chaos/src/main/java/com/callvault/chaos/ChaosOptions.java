package com.callvault.chaos;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param seed of which faults hit when, who calls whom and what they do; the same seed plans the same run
 * @param faults whether anything else is broken than the callee's connection
 * @param scenario what is tried; the options above are of {@code CALLS}
 * @param size how many connections or calls the other scenarios have; 0 for their own
 * @param concurrent how many calls at a time
 * @param messages how many are to be acknowledged, of {@code MESSAGES}
 * @param check a history to judge again, in place of a run
 */
record ChaosOptions(
        int trials,
        long seed,
        boolean faults,
        int concurrent,
        Kind scenario,
        int size,
        int messages,
        int port,
        Path data,
        Optional<Path> check) {

    /** What can be tried. */
    enum Kind {
        CALLS,
        GATEWAY,
        DRAIN,
        SIGNALING,
        MESSAGES
    }

    private static final int CONNECTIONS = 5_000;
    private static final int RINGING = 200;

    static final String USAGE = """
            ./callvault chaos [options]   breaks a cluster of its own while people call or write, and judges what they saw

            Options:
              --trials N        how many calls (200)
              --seed N          which faults hit when, and what people do (1)
              --faults no       only the callee's connection bounces, within 200 ms of the call (yes)
              --concurrent N    calls at a time (8)
              --scenario gateway    one gateway with all connections dies while calls ring (calls)
              --scenario drain      one gateway with all connections is stopped while calls ring
              --scenario signaling  one instance of signaling dies while calls ring
              --scenario messages   people write to each other while one part after the other is killed
              --messages N      of that scenario: how many are to be acknowledged (200000)
              --size N          of those scenarios: connections (5000), or calls that ring (200)
              --port N          of the cluster; its other ports follow (18480)
              --data FOLDER     its data, logs and history (./data/chaos)
              --check FILE      judge this history again, and run nothing
            """;

    /**
     * The options, or empty if the usage is asked for.
     *
     * @throws IllegalArgumentException with a sentence, if one is wrong
     */
    static Optional<ChaosOptions> parse(String... arguments) {
        var options = new ChaosOptions(
                200, 1, true, 8, Kind.CALLS, 0, 200_000, 18480, Path.of("data", "chaos"), Optional.empty());
        var words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            var word = words.next();
            if (word.equals("--help")) {
                return Optional.empty();
            }
            if (!words.hasNext()) {
                throw new IllegalArgumentException("%s is no option, or needs a value: see --help.".formatted(word));
            }
            options = options.with(word, words.next());
        }
        return Optional.of(options);
    }

    private ChaosOptions with(String option, String value) {
        return switch (option) {
            case "--trials" ->
                new ChaosOptions(
                        number(option, value), seed, faults, concurrent, scenario, size, messages, port, data, check);
            case "--seed" ->
                new ChaosOptions(
                        trials, number(option, value), faults, concurrent, scenario, size, messages, port, data, check);
            case "--faults" ->
                new ChaosOptions(
                        trials, seed, !value.equals("no"), concurrent, scenario, size, messages, port, data, check);
            case "--concurrent" ->
                new ChaosOptions(
                        trials, seed, faults, number(option, value), scenario, size, messages, port, data, check);
            case "--scenario" ->
                new ChaosOptions(trials, seed, faults, concurrent, kind(value), size, messages, port, data, check);
            case "--size" ->
                new ChaosOptions(
                        trials, seed, faults, concurrent, scenario, number(option, value), messages, port, data, check);
            case "--messages" ->
                new ChaosOptions(
                        trials, seed, faults, concurrent, scenario, size, number(option, value), port, data, check);
            case "--port" ->
                new ChaosOptions(
                        trials, seed, faults, concurrent, scenario, size, messages, number(option, value), data, check);
            case "--data" ->
                new ChaosOptions(
                        trials, seed, faults, concurrent, scenario, size, messages, port, Path.of(value), check);
            case "--check" ->
                new ChaosOptions(
                        trials,
                        seed,
                        faults,
                        concurrent,
                        scenario,
                        size,
                        messages,
                        port,
                        data,
                        Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException("There is no option %s: see --help.".formatted(option));
        };
    }

    /** What is done with it. */
    Scenario played() {
        return switch (scenario) {
            case CALLS -> new CallsUnderFaults(this);
            case GATEWAY -> new GatewayLost(GatewayLost.How.KILLED, size == 0 ? CONNECTIONS : size);
            case DRAIN -> new GatewayLost(GatewayLost.How.DRAINED, size == 0 ? CONNECTIONS : size);
            case SIGNALING -> new SignalingKilled(size == 0 ? RINGING : size);
            case MESSAGES -> new MessagesUnderFaults(messages, seed);
        };
    }

    /** In a few words. */
    String plan() {
        return switch (scenario) {
            case CALLS -> "Seed %d, %d calls".formatted(seed, trials);
            case GATEWAY -> "A gateway with %d connections dies".formatted(size == 0 ? CONNECTIONS : size);
            case DRAIN -> "A gateway with %d connections drains".formatted(size == 0 ? CONNECTIONS : size);
            case MESSAGES -> "Seed %d, %d messages".formatted(seed, messages);
            case SIGNALING -> "Signaling dies while %d calls ring".formatted(size == 0 ? RINGING : size);
        };
    }

    /** The name of its file. */
    String history() {
        return switch (scenario) {
            case CALLS -> "history-%d.jsonl".formatted(seed);
            case MESSAGES -> "history-messages-%d.jsonl".formatted(seed);
            case GATEWAY, DRAIN, SIGNALING ->
                "history-%s.jsonl".formatted(scenario.name().toLowerCase(Locale.ROOT));
        };
    }

    private static Kind kind(String value) {
        for (var kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(value)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "%s is no scenario: give --scenario calls, gateway, drain, signaling or messages.".formatted(value));
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("%s is not a value for %s: give it a number.".formatted(value, option));
        }
        return Integer.parseInt(value);
    }
}
