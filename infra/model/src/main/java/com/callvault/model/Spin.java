package com.callvault.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spin makes a program of a model, the C compiler builds it, and it explores every state that the model can be in, depth first,
 * until an assertion is violated or there is none left.
 *
 * @see <a href="https://spinroot.com/spin/Man/Pan.html">the program's options</a>
 */
final class Spin {
    private static final Path MODELS = Path.of("src/main/promela");
    private static final Path WORK = Path.of("target/model");

    /** An exploration that takes longer hangs. */
    private static final long MINUTES = 15;

    private static final int MOST_MEGABYTES = 3072;
    private static final int DEEPEST = 4_000_000;
    private static final int TRACE_LINES = 80;

    private static final Pattern STATES = Pattern.compile("(\\d+) states, stored");
    private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");
    private static final Pattern VIOLATED = Pattern.compile("assertion violated (.*?) \\(at depth");
    private static final Pattern MECHANISM = Pattern.compile("WITHOUT_([A-Z_]+)");
    private static final List<String> INCOMPLETE =
            List.of("max search depth too small", "Search not completed", "out of memory", "reached -DMEMLIM");

    private Spin() {}

    /**
     * What came of an exploration.
     *
     * @param violated the assertion that does not hold; null when all states were seen and all hold
     * @param trace the way to there, its last steps; empty when there is none
     */
    record Result(long states, double seconds, @Nullable String violated, String trace) {}

    /** @throws IllegalStateException when a program is missing, does not understand the model, or saw only a part of it */
    static Result explore(Exploration exploration) {
        try {
            Path folder = Files.createDirectories(WORK.resolve(exploration.folder()));
            String model = exploration.model() + ".pml";
            Files.deleteIfExists(folder.resolve(model + ".trail"));
            Files.writeString(folder.resolve(model), Files.readString(MODELS.resolve(model)));

            List<String> generate = new ArrayList<>(List.of("spin"));
            generate.addAll(exploration.definitions());
            generate.addAll(List.of("-a", model));
            run(folder, generate, true);
            run(
                    folder,
                    // To optimize more takes longer than it saves, and a mutant is caught within a moment.
                    List.of(
                            "gcc",
                            exploration.isMutant() ? "-O0" : "-O1",
                            "-w",
                            "-DSAFETY",
                            "-DNOREDUCE",
                            "-DVECTORSZ=512",
                            "-DMEMLIM=" + MOST_MEGABYTES,
                            "-o",
                            "pan",
                            "pan.c"),
                    true);
            long startedAt = System.nanoTime();
            String said = run(folder, List.of("./pan", "-m" + DEEPEST), false);
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            return result(exploration, folder, said, seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mechanisms that can be taken out of a model. */
    static Set<String> mechanisms(String model) throws IOException {
        return MECHANISM
                .matcher(Files.readString(MODELS.resolve(model + ".pml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Result result(Exploration exploration, Path folder, String said, double seconds) throws IOException {
        boolean any = number(ERRORS, said) > 0;
        Matcher violated = VIOLATED.matcher(said);
        if (any && violated.find()) {
            return new Result(number(STATES, said), seconds, violated.group(1).strip(), trace(exploration, folder));
        }
        if (any || INCOMPLETE.stream().anyMatch(said::contains)) {
            throw new IllegalStateException("The exploration of " + exploration.title() + " failed:\n" + said);
        }
        return new Result(number(STATES, said), seconds, null, "");
    }

    private static String trace(Exploration exploration, Path folder) throws IOException {
        List<String> replay = new ArrayList<>(List.of("spin"));
        replay.addAll(exploration.definitions());
        replay.addAll(List.of("-t", "-p", "-g", exploration.model() + ".pml"));
        List<String> lines = run(folder, replay, false).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TRACE_LINES), lines.size()));
    }

    private static long number(Pattern pattern, String said) {
        Matcher found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("There is no \"" + pattern + "\" in:\n" + said);
        }
        return Long.parseLong(found.group(1));
    }

    private static String run(Path folder, List<String> command, boolean mustSucceed) throws IOException {
        Path output = folder.resolve("output");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The models need Spin and a C compiler, and there is no " + command.getFirst()
                            + " here. Get them: apt-get install spin gcc libc6-dev, or brew install spin (macOS brings a gcc).",
                    e);
        }
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " did not end within " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        String said;
        try (Stream<String> lines = Files.lines(output)) {
            said = String.join("\n", lines.toList());
        }
        if (mustSucceed && process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
        }
        return said;
    }
}
