package com.callvault.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of explorations, walked: what is whole keeps its property in every state, and what lacks one mechanism is caught by
 * the property that the mechanism is for. Two at a time, the longest first.
 */
class HandOffModelIT {
    private static final Map<Exploration, Future<Spin.Result>> EXPLORED = new LinkedHashMap<>();
    private static final ExecutorService THREADS =
            Executors.newFixedThreadPool(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));

    @BeforeAll
    static void explore() {
        Stream.of(
                        Explorations.WHOLE.stream()
                                .sorted(Comparator.comparingLong(Exploration::leastStates)
                                        .reversed()),
                        Explorations.MUTANTS.stream(),
                        Explorations.KNOWN.stream())
                .flatMap(each -> each)
                .forEach(each -> EXPLORED.put(each, THREADS.submit(() -> Spin.explore(each))));
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> whatIsWholeKeepsItsProperty() {
        return Explorations.WHOLE.stream()
                .map(each -> dynamicTest(each.title(), () -> {
                    Spin.Result result = explored(each);
                    assertThat(result.violated())
                            .as("%s does not hold; the way to there ends with\n%s", each.title(), result.trace())
                            .isNull();
                    assertThat(result.states())
                            .as("states of %s", each.title())
                            .isGreaterThanOrEqualTo(each.leastStates());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatLacksAMechanismIsCaughtByItsProperty() {
        return Explorations.MUTANTS.stream()
                .map(each -> dynamicTest(
                        each.title(),
                        () -> assertThat(explored(each).violated())
                                .as("%s is as good without", each.title())
                                .isNotNull()));
    }

    /** Or it was mended, and belongs to what is whole. */
    @TestFactory
    Stream<DynamicTest> whatIsKnownNotToHoldIsStillSo() {
        return Explorations.KNOWN.stream()
                .map(each -> dynamicTest(
                        each.title(),
                        () -> assertThat(explored(each).violated())
                                .as("%s holds by now", each.title())
                                .isNotNull()));
    }

    @TestFactory
    List<DynamicTest> everyMechanismOfAModelIsTakenOutOnce() {
        return Explorations.models().stream()
                .map(model -> dynamicTest(
                        model,
                        () -> assertThat(Spin.mechanisms(model))
                                .as("WITHOUT_ flags of %s", model)
                                .containsExactlyInAnyOrderElementsOf(Explorations.MUTANTS.stream()
                                        .filter(each -> each.model().equals(model))
                                        .map(Exploration::without)
                                        .distinct()
                                        .toList())))
                .toList();
    }

    private static Spin.Result explored(Exploration exploration) throws Exception {
        Spin.Result result = requireNonNull(EXPLORED.get(exploration)).get();
        System.out.println(String.format(
                Locale.ROOT,
                "[model] %s: %,d states, %.1f s%s",
                exploration.title(),
                result.states(),
                result.seconds(),
                result.violated() == null ? "" : ", caught by " + result.violated()));
        return result;
    }
}
