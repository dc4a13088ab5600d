package com.callvault.infra.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What services on one machine are told, by the names that each declares: the stores, the keys, and under which origins
 * people come.
 *
 * @param kafka its bootstrap server
 * @param redisUri with its password: not for a log
 * @param origins the public one first
 */
public record ServiceSettings(
        String kafka,
        String redisUri,
        String jdbcUser,
        String jdbcPassword,
        Path tokenKey,
        Path tokenKeys,
        List<String> origins) {

    /** The class path is everybody's, so what one service's libraries would configure is taken from the others. */
    private static final List<String> DATABASE_CONFIGURATION = List.of(
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration");

    /** For a service that keeps a database of its own, and is reached through the edge alone. */
    public Map<String, String> behindTheEdge(Service service, int port, int managementPort, String jdbcUrl) {
        var settings = common(service, "127.0.0.1", port, managementPort);
        settings.put("callvault.token.jwks", tokenKeys.toUri().toString());
        if (service == Service.SIGNALING) {
            settings.put("callvault.trusted-proxies", "127.0.0.1");
        }
        settings.put("spring.datasource.url", jdbcUrl);
        settings.put("spring.datasource.username", jdbcUser);
        settings.put("spring.datasource.password", jdbcPassword);
        return settings;
    }

    /** @param address the interface that it listens on */
    public Map<String, String> gateway(String address, int port, int managementPort) {
        var settings = common(Service.GATEWAY, address, port, managementPort);
        settings.put("callvault.token.private-key", tokenKey.toString());
        settings.put("callvault.gateway.allow-missing-origin", "true");
        settings.put("spring.autoconfigure.exclude", String.join(",", DATABASE_CONFIGURATION));
        return settings;
    }

    private Map<String, String> common(Service service, String address, int port, int managementPort) {
        var settings = new HashMap<String, String>();
        settings.put("spring.config.name", service.id());
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        settings.put("spring.kafka.bootstrap-servers", kafka);
        settings.put("server.address", address);
        settings.put("server.port", String.valueOf(port));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", String.valueOf(managementPort));
        settings.put("callvault.redis.uri", redisUri);
        settings.put("callvault.public-origin", origins.getFirst());
        settings.put("callvault.allowed-origins", String.join(",", origins));
        return settings;
    }
}
