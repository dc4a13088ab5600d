package com.callvault.infra.standalone;

import com.callvault.infra.embedded.EmbeddedStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the services as Spring contexts that know nothing of each other. */
final class Contexts {

    /** The class path is everybody's, so what one service's libraries would configure is taken from the others. */
    private static final List<String> DATABASE_CONFIGURATION = List.of(
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration");

    private final Options options;
    private final EmbeddedStores stores;
    private final Path tokenKey;
    private final Path tokenKeys;
    private final Map<String, String> edgeSettings;

    Contexts(Options options, EmbeddedStores stores, Path tokenKey, Path tokenKeys, Map<String, String> edgeSettings) {
        this.options = options;
        this.stores = stores;
        this.tokenKey = tokenKey;
        this.tokenKeys = tokenKeys;
        this.edgeSettings = edgeSettings;
    }

    ConfigurableApplicationContext startBehindTheEdge(Service service, int port) {
        var settings = common(service);
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", String.valueOf(port));
        settings.put("callvault.token.jwks", tokenKeys.toUri().toString());
        // The edge, in this process.
        settings.put("callvault.trusted-proxies", "127.0.0.1");
        settings.put("spring.datasource.url", stores.database(service.id()));
        settings.put("spring.datasource.username", stores.jdbcUser());
        settings.put("spring.datasource.password", stores.jdbcPassword());
        return application(service).run(arguments(settings));
    }

    /** The gateway holds the public port, so in this process it is also the edge. */
    ConfigurableApplicationContext startGateway(Map<Service, Integer> ports) {
        var settings = common(Service.GATEWAY);
        settings.put("server.address", options.bindAddress());
        settings.put("server.port", String.valueOf(options.port()));
        settings.put("callvault.token.private-key", tokenKey.toString());
        settings.put("callvault.gateway.allow-missing-origin", "true");
        settings.put("spring.autoconfigure.exclude", String.join(",", DATABASE_CONFIGURATION));
        settings.putAll(edgeSettings);
        return application(Service.GATEWAY)
                .initializers(context -> ports.forEach((service, port) -> addEdge(context, service, port)))
                .run(arguments(settings));
    }

    private static SpringApplicationBuilder application(Service service) {
        // Started's hook is the only one.
        return new SpringApplicationBuilder(service.application()).registerShutdownHook(false);
    }

    private static void addEdge(ConfigurableApplicationContext context, Service service, int port) {
        ((GenericApplicationContext) context).registerBean(service.id() + "Edge", ServletRegistrationBean.class, () -> {
            var edge = new ServletRegistrationBean<>(new EdgeServlet("http://127.0.0.1:" + port));
            edge.setName(service.id() + "-edge");
            edge.setUrlMappings(ApiRoute.mappingsOf(service));
            edge.setAsyncSupported(true);
            edge.addInitParameter("maxThreads", "8");
            return edge;
        });
    }

    private Map<String, String> common(Service service) {
        var settings = new HashMap<String, String>();
        settings.put("spring.config.name", service.id());
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        settings.put("spring.kafka.bootstrap-servers", stores.kafkaBootstrap());
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", String.valueOf(options.managementPort(service)));
        settings.put("callvault.redis.uri", stores.redisUri());
        settings.put("callvault.public-origin", options.origins().getFirst());
        settings.put("callvault.allowed-origins", String.join(",", options.origins()));
        return settings;
    }

    private static String[] arguments(Map<String, String> settings) {
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }
}
