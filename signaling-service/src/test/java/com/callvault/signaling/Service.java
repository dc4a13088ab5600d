package com.callvault.signaling;

import com.callvault.common.token.TokenIssuer;
import com.callvault.common.token.TokenKey;
import com.callvault.infra.embedded.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** This service as it runs, on the JVM's real stores and a database of its own. */
public final class Service implements AutoCloseable {
    public static final String ORIGIN = "https://calls.test";

    /** One for all: consumers of two databases in one group would share out each other's commands. */
    private static final TestStores STORES = TestStores.shared();

    private static final TokenKey KEY;
    private static final Path JWKS;

    static {
        try {
            Path folder = Files.createTempDirectory("signaling-keys-");
            KEY = TokenKey.loadOrCreate(folder.resolve("key.json"), new SecureRandom());
            JWKS = Files.writeString(folder.resolve("jwks.json"), TokenKey.jwks(List.of(KEY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static final TokenIssuer TOKENS = new TokenIssuer(KEY, ORIGIN, Clock.systemUTC());

    /** Of all instances that run. A call that is read late may be over before it rings. */
    private static final AtomicInteger CONSUMERS = new AtomicInteger();

    private final String database;
    private final ConfigurableApplicationContext context;

    private Service(String database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** Starts an instance on {@code database}; several may share one. */
    public static Service start(String database, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + STORES.kafkaBootstrap(),
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + STORES.jdbcUser(),
                "--spring.datasource.password=" + STORES.jdbcPassword(),
                "--callvault.redis.uri=" + STORES.redisUri(),
                "--callvault.public-origin=" + ORIGIN,
                "--callvault.allowed-origins=http://127.0.0.1:8080",
                "--callvault.token.jwks=" + JWKS.toUri(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=0"));
        Map<String, String> all = new HashMap<>(settings);
        // People of most tests do not know each other, and what they see of a call is what is looked at.
        all.putIfAbsent("callvault.policy.strangers-see-progress", "true");
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        Service service = new Service(
                database,
                new SpringApplicationBuilder(SignalingApplication.class)
                        .properties("spring.config.name=signaling")
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new)));
        STORES.awaitConsumers("signaling-service", CONSUMERS.addAndGet(service.consumers()));
        return service;
    }

    private int consumers() {
        MessageListenerContainer container =
                bean(KafkaListenerEndpointRegistry.class).getListenerContainer("call-commands");
        return ((ConcurrentMessageListenerContainer<?, ?>) Objects.requireNonNull(container)).getConcurrency();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String database() {
        return database;
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public int port() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    public int managementPort() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.management.port")));
    }

    @Override
    public void close() {
        CONSUMERS.addAndGet(-consumers());
        context.close();
    }
}
