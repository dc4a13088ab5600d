package com.callvault.chaos;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param seed of which faults hit when, who calls whom and what they do; the same seed plans the same run
 * @param faults whether anything else is broken than the callee's connection
 * @param concurrent how many calls at a time
 * @param check a history to judge again, in place of a run
 */
record ChaosOptions(int trials, long seed, boolean faults, int concurrent, int port, Path data, Optional<Path> check) {

    static final String USAGE = """
            ./callvault chaos [options]   breaks a cluster of its own while people call, and judges what they saw

            Options:
              --trials N        how many calls (200)
              --seed N          which faults hit when, and what people do (1)
              --faults no       only the callee's connection bounces, within 200 ms of the call (yes)
              --concurrent N    calls at a time (8)
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
        var options = new ChaosOptions(200, 1, true, 8, 18480, Path.of("data", "chaos"), Optional.empty());
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
            case "--trials" -> new ChaosOptions(number(option, value), seed, faults, concurrent, port, data, check);
            case "--seed" -> new ChaosOptions(trials, number(option, value), faults, concurrent, port, data, check);
            case "--faults" -> new ChaosOptions(trials, seed, !value.equals("no"), concurrent, port, data, check);
            case "--concurrent" -> new ChaosOptions(trials, seed, faults, number(option, value), port, data, check);
            case "--port" -> new ChaosOptions(trials, seed, faults, concurrent, number(option, value), data, check);
            case "--data" -> new ChaosOptions(trials, seed, faults, concurrent, port, Path.of(value), check);
            case "--check" ->
                new ChaosOptions(trials, seed, faults, concurrent, port, data, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException("There is no option %s: see --help.".formatted(option));
        };
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("%s is not a value for %s: give it a number.".formatted(value, option));
        }
        return Integer.parseInt(value);
    }
}
