package com.callvault.gateway.presence;

import com.callvault.common.id.NodeId;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.connection.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisSettings.class)
class PresenceConfiguration {
    private static final Duration RECONNECT_EVERY = Duration.ofMillis(250);

    @Bean(destroyMethod = "shutdown")
    ClientResources redisResources() {
        // Lettuce's own delay grows to 30 s: far longer than a ring may wait for a Redis that is back.
        return ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT_EVERY))
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline()
                                .addFirst(new ReadTimeoutHandler(NodeBeat.SILENCE.toMillis(), TimeUnit.MILLISECONDS));
                    }
                })
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(ClientResources resources, RedisSettings settings) {
        RedisURI uri = RedisURI.create(settings.uri());
        uri.setTimeout(settings.patience());
        RedisClient client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                // A command that waits for Redis to come back would act for a connection that has gone meanwhile.
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(settings.patience()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.patience())
                        .build())
                .build());
        return client;
    }

    @Bean(destroyMethod = "close")
    StatefulRedisConnection<String, String> redis(RedisClient client) {
        return client.connect();
    }

    @Bean
    PresenceMetrics presenceMetrics(MeterRegistry registry) {
        return new PresenceMetrics(registry);
    }

    @Bean
    Presence presence(
            NodeId node,
            Connections connections,
            StatefulRedisConnection<String, String> redis,
            Clock clock,
            RedisSettings settings,
            PresenceMetrics metrics) {
        Presence presence = new Presence(
                node,
                connections,
                new RedisRouteBook(redis.async(), clock),
                settings.patience(),
                metrics,
                Ticker.SYSTEM);
        redis.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
                presence.newRound("the connection to Redis was lost");
            }
        });
        return presence;
    }

    @Bean
    NodeLife nodeLife(
            NodeId node,
            Connections connections,
            Presence presence,
            RedisClient client,
            StatefulRedisConnection<String, String> redis,
            RedisSettings settings,
            PresenceMetrics metrics) {
        RedisNodeSubscription subscription = new RedisNodeSubscription(client::connectPubSub, node, presence, metrics);
        NodeBeat beat = new NodeBeat(node, redis.async(), presence, Ticker.SYSTEM, settings.patience());
        return new NodeLife(subscription, beat, new RenewalLoop(connections, presence), settings.patience());
    }
}
