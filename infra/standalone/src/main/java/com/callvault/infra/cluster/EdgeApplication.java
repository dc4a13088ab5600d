package com.callvault.infra.cluster;

import com.callvault.infra.standalone.ApiRoute;
import com.callvault.infra.standalone.EdgeServlet;
import com.callvault.infra.standalone.Service;
import com.callvault.infra.standalone.Targets;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The edge: standalone's routing over several instances, and WebSockets handed through to one of the gateways. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    SslAutoConfiguration.class,
    JettyServletWebServerAutoConfiguration.class
})
@EnableConfigurationProperties(EdgeSettings.class)
class EdgeApplication {

    /** A service from which nothing comes for this long is taken for frozen. */
    private static final String SILENT_FOR_AT_MOST_MS = "5000";

    /** As much as a person who reconnects can bear to wait for a gateway that is frozen. */
    private static final Duration HANDSHAKE_WITHIN = Duration.ofSeconds(2);

    @Bean
    Upstreams gateways(EdgeSettings settings) {
        return new Upstreams(settings.gateway(), System::nanoTime);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> tunnels(Upstreams gateways) {
        return factory -> factory.addServerCustomizers(
                server -> server.setHandler(new SocketTunnels(server.getHandler(), gateways, HANDSHAKE_WITHIN)));
    }

    @Bean
    ServletRegistrationBean<EdgeServlet> gatewayEdge(Upstreams gateways) {
        return edge(Service.GATEWAY, gateways, List.of("/*"));
    }

    @Bean
    ServletRegistrationBean<EdgeServlet> signalingEdge(EdgeSettings settings) {
        return edge(
                Service.SIGNALING,
                new Upstreams(settings.signaling(), System::nanoTime),
                ApiRoute.mappingsOf(Service.SIGNALING));
    }

    @Bean
    ServletRegistrationBean<EdgeServlet> messagingEdge(EdgeSettings settings) {
        return edge(
                Service.MESSAGING,
                new Upstreams(settings.messaging(), System::nanoTime),
                ApiRoute.mappingsOf(Service.MESSAGING));
    }

    private static ServletRegistrationBean<EdgeServlet> edge(Service service, Targets targets, List<String> paths) {
        var edge = new ServletRegistrationBean<>(new EdgeServlet(targets));
        edge.setName(service.id() + "-edge");
        edge.setUrlMappings(paths);
        edge.setAsyncSupported(true);
        edge.addInitParameter("maxThreads", "8");
        edge.addInitParameter("idleTimeout", SILENT_FOR_AT_MOST_MS);
        return edge;
    }
}
