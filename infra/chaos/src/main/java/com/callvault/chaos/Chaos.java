package com.callvault.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A run: a cluster, people, faults, and the verdict. Exit code 0 only if every promise was kept and enough was tried. */
public final class Chaos {

    /** Below this share of calls that say something, a run without a breach shows nothing. */
    private static final int ELIGIBLE_PERCENT = 90;

    private Chaos() {}

    /** @param arguments options, behind {@code --} and the command that starts a cluster */
    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        var command = words.subList(0, Math.max(0, words.indexOf("--")));
        Optional<ChaosOptions> options;
        try {
            options = ChaosOptions.parse(
                    words.subList(words.indexOf("--") + 1, words.size()).toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        if (options.isEmpty()) {
            System.out.print(ChaosOptions.USAGE);
            return;
        }
        var check = options.get().check();
        System.exit(check.isPresent() ? judge(check.get()) : run(options.get(), command));
    }

    private static int run(ChaosOptions options, List<String> command) throws Exception {
        Files.createDirectories(options.data());
        var file = options.data().resolve(options.history());
        System.out.printf("%s, starting a cluster.%n", options.plan());
        List<String> failures;
        try (var cluster =
                ClusterProcess.start(command, options.port(), options.data().toAbsolutePath())) {
            failures = options.played().play(cluster, file);
        }
        failures.forEach(System.out::println);
        System.out.printf("History: %s%n", file);
        return Math.max(judge(file), failures.isEmpty() ? 0 : 1);
    }

    /** Prints the verdict; returns the exit code. */
    private static int judge(Path history) throws IOException {
        return Journal.is(history) ? judgeMessages(history) : judgeCalls(History.read(history));
    }

    private static int judgeMessages(Path history) throws IOException {
        var checker = new MessageChecker(Bounds.MESSAGES_HEALING_MS);
        Journal.read(history, checker::accept);
        var verdict = checker.verdict();
        verdict.lines().forEach(System.out::println);
        return verdict.isKept() && verdict.says() ? 0 : 1;
    }

    private static int judgeCalls(List<Seen> history) {
        var verdict = Checker.check(history, Bounds.PROMISED);
        verdict.breaches().forEach(System.out::println);
        System.out.printf("%d calls, %d of them say something%n", verdict.calls(), verdict.eligible());
        System.out.printf("From reachable to ring, nothing broken: %s%n", Verdict.quantiles("rings", verdict.fineMs()));
        System.out.printf(
                "From reachable to ring, something broken: %s%n", Verdict.quantiles("rings", verdict.brokenMs()));
        System.out.println(Checker.summary(verdict.counts()));
        var enough = 100 * verdict.eligible() >= ELIGIBLE_PERCENT * verdict.calls() && verdict.calls() > 0;
        if (!enough) {
            System.out.printf("Too few calls say something: fewer than %d %%.%n", ELIGIBLE_PERCENT);
        }
        return verdict.breaches().isEmpty() && enough ? 0 : 1;
    }
}
