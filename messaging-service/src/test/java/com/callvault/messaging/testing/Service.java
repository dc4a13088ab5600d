package com.callvault.messaging.testing;

import com.callvault.common.token.TokenIssuer;
import com.callvault.common.token.TokenKey;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.MessagingApplication;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of messaging-service, started as its main class starts it. Close it. */
public final class Service implements AutoCloseable {
    private static final String ORIGIN = "https://callvault.test";
    private static final Path KEYS;
    private static final TokenKey KEY;

    static {
        try {
            KEYS = Files.createTempDirectory("callvault-messaging-test-");
            KEY = TokenKey.create(KEYS.resolve("key.json"), new SecureRandom());
            Files.writeString(KEYS.resolve("jwks.json"), TokenKey.jwks(List.of(KEY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What differs from one test's service to another's. */
    public static final class Setup {
        private final Map<String, Object> settings = new HashMap<>();
        private final List<Class<?>> more = new ArrayList<>();

        public Setup(String jdbcUrl) {
            TestStores stores = TestStores.shared();
            settings.put("spring.kafka.bootstrap-servers", stores.kafkaBootstrap());
            settings.put("spring.datasource.url", jdbcUrl);
            settings.put("spring.datasource.username", stores.jdbcUser());
            settings.put("spring.datasource.password", stores.jdbcPassword());
            settings.put("callvault.redis.uri", stores.redisUri());
            settings.put("callvault.public-origin", ORIGIN);
            settings.put("callvault.token.jwks", KEYS.resolve("jwks.json").toUri());
            settings.put("server.port", 0);
            settings.put("server.address", "127.0.0.1");
            settings.put("management.server.port", 0);
            for (String quiet : List.of("kafka", "state.change.logger", "org.apache.kafka", "org.eclipse.jetty")) {
                settings.put("logging.level." + quiet, "warn");
            }
        }

        public Setup with(String name, Object value) {
            settings.put(name, value);
            return this;
        }

        public Setup with(Class<?> configuration) {
            more.add(configuration);
            return this;
        }

        /** Words are written for search as soon as they are said. */
        public Setup withWordsAtOnce() {
            return with("callvault.messaging.search.sweep", "20ms").with("callvault.messaging.search.quiet", "0s");
        }

        public Service start() {
            String[] arguments = settings.entrySet().stream()
                    .map(each -> "--" + each.getKey() + "=" + each.getValue())
                    .toArray(String[]::new);
            return new Service(new SpringApplicationBuilder(MessagingApplication.class)
                    .sources(more.toArray(Class[]::new))
                    .properties("spring.config.name=messaging")
                    .run(arguments));
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient database() {
        return JdbcClient.create(bean(DataSource.class));
    }

    /** The sum of all counters of this name that have these tags. */
    public double count(String meter, String... tags) {
        return bean(MeterRegistry.class).find(meter).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    public static String token(Person person) {
        return new TokenIssuer(KEY, ORIGIN, Clock.systemUTC())
                .issue(person.address(), person.device())
                .token();
    }

    /** An answer of {@code /api}. */
    public record Answer(int status, String contentType, JsonNode body) {}

    public Answer get(Person person, String path) {
        return get(path, "Bearer " + token(person));
    }

    public Answer get(String path, String authorization) {
        return answer(request(path, authorization).GET());
    }

    public Answer put(Person person, String path, String json) {
        return answer(request(path, "Bearer " + token(person))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer delete(Person person, String path) {
        return answer(request(path, "Bearer " + token(person)).DELETE());
    }

    private HttpRequest.Builder request(String path, String authorization) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization);
    }

    private Answer answer(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.build());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                new JsonMapper().readTree(response.body()));
    }

    /** What the management port tells to Prometheus. */
    public String prometheus() {
        String port = String.valueOf(context.getEnvironment().getProperty("local.management.port"));
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                        .build())
                .body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends as a kill of the process would not: offsets are committed, the group is left. */
    @Override
    public void close() {
        http.close();
        context.close();
    }
}
