package com.callvault.gateway.socket;

import com.callvault.common.token.TokenIssuer;
import com.callvault.gateway.command.Commands;
import com.callvault.gateway.connection.ConnectionSettings;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.opening.HandshakeRules;
import com.callvault.gateway.opening.Opening;
import com.callvault.gateway.presence.Presence;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration {
    private static final String ENDPOINT = "/ws";

    /** A reconnect storm comes faster than it is accepted; the kernel's own bound (somaxconn) is 4096. */
    private static final int ACCEPT_QUEUE = 4096;

    @Bean
    SocketHandler socketHandler(
            Opening opening,
            Commands commands,
            TokenIssuer tokens,
            Connections connections,
            Presence presence,
            Clock clock,
            MeterRegistry registry) {
        FrameDispatcher frames = new FrameDispatcher(opening, commands, tokens, clock, new FrameMetrics(registry));
        return new SocketHandler(opening, frames, connections, presence);
    }

    @Bean
    WebSocketConfigurer socketEndpoint(
            SocketHandler handler, HandshakeRules rules, ConnectionSettings settings, MeterRegistry registry) {
        DefaultHandshakeHandler handshake = new DefaultHandshakeHandler(new JettyUpgrade(idle(settings)));
        handshake.setSupportedProtocols(HandshakeRules.SUBPROTOCOL);
        return endpoints -> endpoints
                .addHandler(handler, ENDPOINT)
                .setHandshakeHandler(handshake)
                .addInterceptors(new HandshakeGate(rules, registry))
                // Decided by our gate, which knows more than Spring's check, and is asked before it.
                .setAllowedOriginPatterns("*");
    }

    @Bean
    FilterRegistrationBean<UpgradedRequests> upgradedRequests() {
        FilterRegistrationBean<UpgradedRequests> filter = new FilterRegistrationBean<>(new UpgradedRequests());
        filter.addUrlPatterns(ENDPOINT);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> jettyForManySockets(ConnectionSettings settings) {
        return factory -> factory.addServerCustomizers(server -> {
            for (var connector : server.getConnectors()) {
                if (connector instanceof ServerConnector socket) {
                    socket.setAcceptQueueSize(ACCEPT_QUEUE);
                    socket.setIdleTimeout(idle(settings).toMillis());
                }
            }
        });
    }

    /** Only for sockets that our own heartbeat has lost sight of. */
    private static Duration idle(ConnectionSettings settings) {
        return settings.heartbeat().plus(settings.pongWithin()).multipliedBy(2);
    }
}
