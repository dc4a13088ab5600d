package com.callvault.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alerts ask for figures that services register, and each says what to do. A rule about a name that is gone never fires. */
class AlertRulesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern OURS = Pattern.compile("\\bcallvault_[a-z_]+");
    private static final Pattern KIND = Pattern.compile("_total$|_seconds(_bucket|_count|_sum)?$");
    private static final Pattern REGISTERED = Pattern.compile("\"(callvault\\.[a-z.]+)\"");

    @Test
    void everyFigureThatAnAlertAsksForIsRegistered() throws IOException {
        Set<String> registered = registered();
        assertThat(rules()).allSatisfy(rule -> {
            List<String> asked = OURS.matcher(String.valueOf(rule.get("expr")))
                    .results()
                    .map(MatchResult::group)
                    .map(name -> KIND.matcher(name).replaceAll("").replace('_', '.'))
                    .toList();
            assertThat(registered).as("%s", rule.get("alert")).containsAll(asked);
        });
    }

    @Test
    void everyPromiseThatHasAFigureHasAnAlertThatSaysWhatToDo() throws IOException {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(annotations(rule)).containsOnlyKeys("summary", "do");
            assertThat(labels(rule).get("severity")).isIn("page", "ticket");
        });
        assertThat(rules().stream().map(rule -> labels(rule).get("promise")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(promisesWithAFigure());
    }

    /** Rows of the table in docs/operations.md whose "healthy" names a figure. */
    private static Set<String> promisesWithAFigure() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
                .filter(row -> row.matches("\\| \\d .*") && (row.contains("`callvault.") || row.contains("`UP`")))
                .map(row -> row.substring(2, 3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> registered() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path sources : List.of(
                ROOT.resolve("common"),
                ROOT.resolve("gateway-service"),
                ROOT.resolve("signaling-service"),
                ROOT.resolve("messaging-service"))) {
            try (Stream<Path> files = Files.walk(sources.resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                REGISTERED.matcher(read(file)).results().forEach(found -> names.add(found.group(1))));
            }
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // YAML's own shape
    private static List<Map<String, Object>> rules() throws IOException {
        try (var text = Files.newBufferedReader(ROOT.resolve("infra/prometheus/alerts.yml"))) {
            var groups = (List<Map<String, Object>>) member(new Yaml().load(text), "groups");
            return groups.stream()
                    .flatMap(group -> ((List<Map<String, Object>>) member(group, "rules")).stream())
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> annotations(Map<String, Object> rule) {
        return (Map<String, String>) member(rule, "annotations");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> labels(Map<String, Object> rule) {
        return (Map<String, String>) member(rule, "labels");
    }

    private static Object member(Map<String, Object> of, String name) {
        return Objects.requireNonNull(of.get(name), name);
    }
}
