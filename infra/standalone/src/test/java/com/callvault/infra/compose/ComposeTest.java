package com.callvault.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.infra.standalone.ApiRoute;
import com.callvault.infra.standalone.Service;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shape that containers run in, as far as it can be checked without them: by the rules of Compose for what the file uses
 * (written down in {@code compose-subset.schema.json}), against the settings that the services declare, and against the
 * routes of our own edge.
 */
class ComposeTest {

    /** Where each listens by what is in the file or in the service's own settings. */
    private static final Map<String, Integer> STORES = Map.of("kafka", 9092, "postgres", 5432, "redis", 6379);

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<![A-Za-z0-9.${}_-])([a-z][a-z0-9-]*):([0-9]{2,5})\\b");
    private static final Pattern IN_SETTINGS = Pattern.compile("\\$\\{([A-Z_]+)[:}]");

    private final ComposeFile compose = ComposeFile.read();

    ComposeTest() throws IOException {}

    @Test
    void itKeepsToTheRulesOfCompose() {
        assertThat(breaches(compose)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: redis",
                "image: redis:7\n    build: {context: ., target: x}",
                "image: redis:7\n    readonly: true",
                "image: redis:7\n    ports: [80]",
                "image: redis:7\n    restart: sometimes",
                "image: redis:7\n    healthcheck: {test: [wget, x]}",
                "image: redis:7\n    stop_grace_period: 15",
                "image: redis:7\n    depends_on: {kafka: {condition: healthy}}"
            })
    void aBreachOfThoseRulesIsSeen(String service) {
        assertThat(breaches(ComposeFile.of("name: x\nservices:\n  one:\n    " + service + "\n")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void whatAServiceIsToldItDeclares(Service service) throws IOException {
        var declared = declared(service);
        assertThat(compose.environment(service.id()).keySet())
                .as("settings of %s that nothing reads", service.id())
                .isSubsetOf(declared);
    }

    @Test
    void aMisspeltSettingIsSeen() throws IOException {
        assertThat(declared(Service.GATEWAY))
                .contains("CALLVAULT_TOKEN_PRIVATEKEY")
                .doesNotContain("CALLVAULT_TOKEN_PRIVATE", "CALLVAULT_TOKEN_KEY");
    }

    @Test
    void everyHostAndPortThatIsNamedIsThere() throws IOException {
        var listens = new TreeMap<String, Integer>(STORES);
        for (var service : Service.values()) {
            listens.put(service.id(), port(service));
        }
        for (var service : Service.values()) {
            for (var setting : compose.environment(service.id()).entrySet()) {
                var found = HOST_AND_PORT.matcher(ComposeFile.literalPart(setting.getValue()));
                while (found.find()) {
                    if (!found.group(1).equals("turn") && !found.group(1).equals("stun")) {
                        assertThat(listens)
                                .as("%s of %s", setting.getKey(), service.id())
                                .containsEntry(found.group(1), Integer.valueOf(found.group(2)));
                    }
                }
            }
            assertThat(compose.environment(service.id()).get("CALLVAULT_REDIS_URI"))
                    .contains("@redis:6379");
        }
        for (var upstream : upstreams().entrySet()) {
            assertThat(listens).containsEntry(upstream.getKey(), upstream.getValue());
        }
        assertThat(upstreams().keySet()).containsExactlyInAnyOrder("gateway", "signaling", "messaging");
        assertThat(compose.environment("kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                .isEqualTo("PLAINTEXT://kafka:9092");
    }

    @Test
    void coturnIsConfiguredAsItIsReached() throws Exception {
        var environment = new TreeMap<String, String>();
        compose.environment("coturn").forEach((name, value) -> environment.put(name, ComposeFile.literalPart(value)));
        environment.put("TURN_SECRET", "a-secret-of-twenty-four");
        environment.put("TURN_HOST", "callvault.example");
        environment.merge("TURN_EXTERNAL_IP", "9.9.9.9", (own, outside) -> outside + own);
        var said = CoturnScript.run(environment);

        assertThat(said.err()).contains("STUN_URLS=stun:callvault.example:3478\n");
        assertThat(said.out())
                .contains("listening-port=3478\n", "static-auth-secret=a-secret-of-twenty-four\n")
                .contains("relay-ip=" + address("coturn") + "\n", "external-ip=9.9.9.9/" + address("coturn") + "\n");
        var relays = setting(said.out(), "min-port") + "-" + setting(said.out(), "max-port");
        assertThat(compose.service("coturn").path("ports").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("3478:3478", "3478:3478/udp", relays + ":" + relays + "/udp");
        assertThat(compose.service("coturn").toString()).doesNotContain("static-auth-secret");
    }

    private String address(String service) {
        return compose.service(service)
                .path("networks")
                .path("outside")
                .path("ipv4_address")
                .asString();
    }

    private static String setting(String configuration, String name) {
        return configuration
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"SIGNALING", "MESSAGING"})
    void theEdgeRoutesAsOurOwnDoes(Service service) throws IOException {
        var wanted = ApiRoute.mappingsOf(service).stream()
                .flatMap(mapping -> List.of(mapping.replace("/*", ""), mapping).stream())
                .toList();
        var matcher = Pattern.compile("@" + service.id() + " path (.*)").matcher(caddyfile());
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(1).split(" ", -1)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void whatMustBeChosenIsInTheExampleAndNothingIsInventedThere() throws IOException {
        var example = Files.readAllLines(file(".env.example")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(example).allMatch(line -> line.matches("[A-Z_]+="), "a name without a value");
        assertThat(example.stream().map(line -> line.replace("=", "")))
                .containsExactlyInAnyOrderElementsOf(compose.variables()
                        .map(ComposeFile.Variable::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatIsMissingStopsWithASentence() {
        assertThat(compose.variables())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(variable.rest())
                        .startsWith(":?Set " + variable.name() + " in .env to ")
                        .endsWith("."));
    }

    @Test
    void noSecretHasAValueOfItsOwn() {
        for (var service : compose.services()) {
            compose.environment(service.getKey()).forEach((name, value) -> {
                if (name.endsWith("PASSWORD") || name.endsWith("SECRET")) {
                    assertThat(ComposeFile.literalPart(value)).as(name).isEmpty();
                }
            });
        }
        assertThat(compose.text()).doesNotContain("requirepass ${");
    }

    @Test
    void nobodyIsRootOrCanBecomeIt() {
        for (var service : compose.services()) {
            var name = service.getKey();
            var it = service.getValue();
            assertThat(it.path("user").asString("0:0"))
                    .as(name)
                    .doesNotStartWith("0:")
                    .doesNotStartWith("root");
            assertThat(it.path("cap_drop").toString()).as(name).isEqualTo("[\"ALL\"]");
            assertThat(it.path("security_opt").toString()).as(name).contains("no-new-privileges:true");
            // Kafka's image writes its settings beside its programs.
            assertThat(it.path("read_only").asBoolean(false)).as(name).isEqualTo(!name.equals("kafka"));
            assertThat(it.has("healthcheck")).as(name).isTrue();
        }
    }

    @Test
    void onlyTheEdgeAndTheRelayAreReachedFromOutside() {
        var published = new TreeSet<String>();
        for (var service : compose.services()) {
            if (service.getValue().has("ports")
                    || service.getValue().path("networks").toString().contains("outside")) {
                published.add(service.getKey());
            }
        }
        assertThat(published).containsExactly("coturn", "edge");
        assertThat(compose.root()
                        .path("networks")
                        .path("inside")
                        .path("internal")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void thereAreTwoOfEachServiceAndEachWaitsForWhatItNeeds() {
        for (var service : Service.values()) {
            assertThat(compose.service(service.id())
                            .path("deploy")
                            .path("replicas")
                            .asInt())
                    .as(service.id())
                    .isEqualTo(2);
            var needs = new TreeSet<>(Set.of("kafka", "redis"));
            if (service != Service.GATEWAY) {
                needs.add("postgres");
            }
            assertThat(compose.service(service.id()).path("depends_on").propertyNames())
                    .as(service.id())
                    .containsExactlyInAnyOrderElementsOf(needs);
        }
        assertThat(compose.serviceNames())
                .containsExactly("coturn", "edge", "gateway", "kafka", "messaging", "postgres", "redis", "signaling");
    }

    @Test
    void theHealthOfAServiceIsAskedWhereItTells() throws IOException {
        for (var service : Service.values()) {
            assertThat(compose.service(service.id())
                            .path("healthcheck")
                            .path("test")
                            .toString())
                    .contains("http://127.0.0.1:" + managementPort(service) + "/actuator/health");
        }
        assertThat(compose.service("edge").path("healthcheck").toString()).contains("http://127.0.0.1:8090/health");
        assertThat(caddyfile()).contains("http://127.0.0.1:8090 {\n\trespond /health 200\n}");
    }

    @Test
    void everyFileFolderTargetAndClassThatIsNamedIsThere() throws IOException {
        var dockerfile = Files.readString(file("Dockerfile"));
        var volumes = compose.root().path("volumes");
        for (var service : compose.services()) {
            var target = service.getValue().path("build").path("target").asString("");
            if (!target.isEmpty()) {
                assertThat(dockerfile).containsPattern("(?m)^FROM \\S+ AS " + target + "$");
            }
            for (JsonNode volume : service.getValue().path("volumes")) {
                var source = volume.asString().split(":", -1)[0];
                if (source.startsWith("./")) {
                    assertThat(file(source)).isRegularFile();
                } else {
                    assertThat(volumes.has(source)).as(source).isTrue();
                }
            }
        }
        for (var service : Service.values()) {
            assertThat(dockerfile)
                    .containsPattern("(?s)AS " + service.id() + "\n.*EXPOSE " + port(service) + "\nENTRYPOINT[^\n]*"
                            + Pattern.quote(service.application().getName()) + "\"]");
        }
        Pattern.compile("(?m)^COPY (infra/\\S+) ")
                .matcher(dockerfile)
                .results()
                .forEach(copied -> assertThat(file(copied.group(1))).isRegularFile());
    }

    private static List<String> breaches(ComposeFile file) {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return registry
                .getSchema(resource("compose-subset.schema.json"), InputFormat.JSON)
                .validate(file.root().toString(), InputFormat.JSON)
                .stream()
                .map(String::valueOf)
                .toList();
    }

    /** The names of environment variables that bind: of the service's own settings, of Spring's, of its settings file. */
    private static Set<String> declared(Service service) throws IOException {
        var names = new TreeSet<String>();
        for (var metadata : metadata()) {
            if (metadata.toString().contains("/" + service.id() + "-service")
                    || metadata.toString().contains("/spring-boot-")) {
                try (var stream = metadata.openStream()) {
                    for (var property : JsonMapper.shared().readTree(stream).path("properties")) {
                        names.add(environmentName(property.path("name").asString()));
                    }
                }
            }
        }
        IN_SETTINGS.matcher(settings(service)).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** As Spring Boot reads it: dots become underscores, dashes go. */
    private static String environmentName(String property) {
        return property.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static List<URL> metadata() throws IOException {
        return Collections.list(
                ComposeTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
    }

    private static int port(Service service) {
        return number(settings(service), "(?m)^server:\n(?:  .*\n)*?  port: ([0-9]+)");
    }

    private static int managementPort(Service service) {
        return number(settings(service), "(?m)^management:\n  server:\n    port: ([0-9]+)");
    }

    private static int number(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static String settings(Service service) {
        return resource(service.id() + ".yml");
    }

    private static String resource(String name) {
        try (InputStream stream = ComposeTest.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> upstreams() throws IOException {
        var found = new TreeMap<String, Integer>();
        Pattern.compile("name (\\S+)\\s+port ([0-9]+)")
                .matcher(caddyfile())
                .results()
                .forEach(one -> found.put(one.group(1), Integer.valueOf(one.group(2))));
        return found;
    }

    private static String caddyfile() throws IOException {
        return Files.readString(file("infra/compose/Caddyfile"));
    }

    private static Path file(String name) {
        return ComposeFile.PROJECT.resolve(name);
    }
}
