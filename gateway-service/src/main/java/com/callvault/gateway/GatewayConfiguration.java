package com.callvault.gateway;

import com.callvault.common.id.NodeId;
import com.callvault.common.token.TokenIssuer;
import com.callvault.gateway.command.CommandSettings;
import com.callvault.gateway.connection.ConnectionSettings;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.connection.Ticker;
import com.callvault.gateway.drain.Drain;
import com.callvault.gateway.opening.ChangeSettings;
import com.callvault.gateway.opening.HandshakeRules;
import com.callvault.gateway.opening.Opening;
import com.callvault.gateway.opening.OriginSettings;
import com.callvault.gateway.presence.Presence;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the parts hang together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewaySettings.class, OriginSettings.class, ChangeSettings.class})
class GatewayConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    NodeId node(GatewaySettings settings, SecureRandom random) {
        String boot = Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX);
        return new NodeId(settings.name() + "." + boot);
    }

    @Bean
    ConnectionSettings connectionSettings(GatewaySettings settings) {
        return settings.connection();
    }

    @Bean
    CommandSettings commandSettings(GatewaySettings settings) {
        return settings.commands();
    }

    @Bean
    Connections connections(Clock clock, SecureRandom random, ConnectionSettings settings, MeterRegistry registry) {
        return new Connections(clock, random, Ticker.SYSTEM, settings, registry);
    }

    @Bean
    AtomicBoolean accepting() {
        return new AtomicBoolean();
    }

    @Bean
    HandshakeRules handshakeRules(OriginSettings origins, GatewaySettings settings, AtomicBoolean accepting) {
        if (settings.allowMissingOrigin()) {
            LoggerFactory.getLogger(GatewayConfiguration.class)
                    .warn("Clients without an Origin are let in (callvault.gateway.allow-missing-origin)");
        }
        return new HandshakeRules(origins, settings.allowMissingOrigin(), accepting::get);
    }

    @Bean
    Opening opening(
            NodeId node,
            Connections connections,
            Presence presence,
            TokenIssuer tokens,
            Clock clock,
            ConnectionSettings settings,
            ChangeSettings changes) {
        return new Opening(node, connections, presence, tokens, clock, Ticker.SYSTEM, settings, changes);
    }

    @Bean
    Drain drain(Connections connections, GatewaySettings settings, SecureRandom random, AtomicBoolean accepting) {
        return new Drain(connections, settings.drain(), random, accepting);
    }
}
