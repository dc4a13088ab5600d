package com.callvault.gateway.testing;

import com.callvault.common.id.NodeId;
import com.callvault.gateway.GatewayApplication;
import com.callvault.infra.embedded.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway in this JVM, on a free port, against the stores of this JVM. Several of them are several nodes. */
public final class Node implements AutoCloseable {
    private static final String ORIGIN = "https://calls.example";

    private final ConfigurableApplicationContext context;
    private final int port;
    private final int managementPort;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = port("local.server.port");
        this.managementPort = port("local.management.port");
    }

    public static Node start(String name) {
        return start(name, Map.of());
    }

    /** @param settings above the usual ones */
    public static Node start(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "spring.config.name",
                "gateway",
                "server.address",
                "127.0.0.1",
                "server.port",
                "0",
                "management.server.port",
                "0",
                "spring.kafka.bootstrap-servers",
                TestStores.shared().kafkaBootstrap(),
                "callvault.redis.uri",
                TestStores.shared().redisUri(),
                "callvault.public-origin",
                ORIGIN,
                "callvault.token.private-key",
                TokenKeyFile.SHARED.toString(),
                "callvault.gateway.name",
                name,
                "callvault.gateway.drain.spread",
                "0s"));
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new Node(new SpringApplicationBuilder(GatewayApplication.class)
                .registerShutdownHook(false)
                .run(arguments));
    }

    public String origin() {
        return ORIGIN;
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    public NodeId id() {
        return context.getBean(NodeId.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The value of a counter, all its tags together. */
    public double count(String counter) {
        return context.getBean(MeterRegistry.class).find(counter).counters().stream()
                .mapToDouble(each -> each.count())
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }

    private int port(String property) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty(property));
    }

    /** One for all nodes of a test run, as several gateways of one installation share theirs. */
    private static final class TokenKeyFile {
        static final Path SHARED = create();

        private static Path create() {
            try {
                Path folder = Files.createTempDirectory("callvault-gateway-");
                folder.toFile().deleteOnExit();
                Path file = folder.resolve("token-key.json");
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
