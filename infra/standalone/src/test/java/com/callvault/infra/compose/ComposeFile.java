package com.callvault.infra.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file as Compose sees it once anchors and merges are resolved, but not yet what comes from the environment. */
record ComposeFile(JsonNode root, String text) {

    /** Where the project's own files lie, seen from this module. */
    static final Path PROJECT = Path.of("..", "..");

    /** {@code ${NAME}} with or without a default or a sentence; {@code $$} is a dollar. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:\\?[^}]*|:-[^}]*|[^}]*)?}");

    /** A setting that must come from outside. */
    record Variable(String name, String rest) {}

    static ComposeFile read() throws IOException {
        return of(Files.readString(PROJECT.resolve("docker-compose.yml")));
    }

    static ComposeFile of(String text) {
        var loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        Object loaded = new Yaml(new SafeConstructor(loading)).load(text);
        return new ComposeFile(JsonMapper.shared().valueToTree(loaded), text);
    }

    JsonNode service(String name) {
        return root.path("services").path(name);
    }

    Iterable<Map.Entry<String, JsonNode>> services() {
        return root.path("services").properties();
    }

    TreeSet<String> serviceNames() {
        return new TreeSet<>(root.path("services").propertyNames());
    }

    /** By name; a number or a flag as Compose passes it on, as text. */
    Map<String, String> environment(String service) {
        var environment = new TreeMap<String, String>();
        service(service)
                .path("environment")
                .properties()
                .forEach(one -> environment.put(one.getKey(), one.getValue().asString()));
        return environment;
    }

    Stream<Variable> variables() {
        return VARIABLE.matcher(text).results().map(ComposeFile::variable);
    }

    /** What a value holds beside what comes from outside. */
    static String literalPart(String value) {
        return VARIABLE.matcher(value).replaceAll("");
    }

    private static Variable variable(MatchResult found) {
        return new Variable(found.group(1), found.group(2));
    }
}
