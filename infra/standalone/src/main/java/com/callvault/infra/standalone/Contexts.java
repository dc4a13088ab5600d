package com.callvault.infra.standalone;

import com.callvault.infra.embedded.EmbeddedStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the services as Spring contexts that know nothing of each other. */
final class Contexts {

    private final Options options;
    private final EmbeddedStores stores;
    private final ServiceSettings settings;
    private final Map<String, String> edgeSettings;

    Contexts(Options options, EmbeddedStores stores, Path tokenKey, Path tokenKeys, Map<String, String> edgeSettings) {
        this.options = options;
        this.stores = stores;
        this.settings = new ServiceSettings(
                stores.kafkaBootstrap(),
                stores.redisUri(),
                stores.jdbcUser(),
                stores.jdbcPassword(),
                tokenKey,
                tokenKeys,
                options.origins());
        this.edgeSettings = edgeSettings;
    }

    ConfigurableApplicationContext startBehindTheEdge(Service service, int port) {
        return application(service)
                .run(arguments(settings.behindTheEdge(
                        service, port, options.managementPort(service), stores.database(service.id()))));
    }

    /** The gateway holds the public port, so in this process it is also the edge. */
    ConfigurableApplicationContext startGateway(Map<Service, Integer> ports) {
        var told = settings.gateway(options.bindAddress(), options.port(), options.managementPort(Service.GATEWAY));
        told.putAll(edgeSettings);
        return application(Service.GATEWAY)
                .initializers(context -> ports.forEach((service, port) -> addEdge(context, service, port)))
                .run(arguments(told));
    }

    private static SpringApplicationBuilder application(Service service) {
        // Started's hook is the only one.
        return new SpringApplicationBuilder(service.application()).registerShutdownHook(false);
    }

    private static void addEdge(ConfigurableApplicationContext context, Service service, int port) {
        ((GenericApplicationContext) context).registerBean(service.id() + "Edge", ServletRegistrationBean.class, () -> {
            var edge = new ServletRegistrationBean<>(new EdgeServlet(Targets.only("http://127.0.0.1:" + port)));
            edge.setName(service.id() + "-edge");
            edge.setUrlMappings(ApiRoute.mappingsOf(service));
            edge.setAsyncSupported(true);
            edge.addInitParameter("maxThreads", "8");
            return edge;
        });
    }

    private static String[] arguments(Map<String, String> settings) {
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }
}
