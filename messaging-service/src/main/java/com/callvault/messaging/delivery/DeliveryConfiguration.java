package com.callvault.messaging.delivery;

import com.callvault.common.jws.RevocationCache;
import com.callvault.common.jws.RevokedDevices;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliverySettings.class, RedisSettings.class})
class DeliveryConfiguration {

    @Bean
    RedisLink redisLink(RedisSettings settings) {
        return new RedisLink(settings.uri());
    }

    /** Signaling writes them where routes are. */
    @Bean
    RevokedDevices revokedDevices(RedisLink link) {
        return new RevocationCache(new RedisRevocations(link), System::nanoTime);
    }

    @Bean
    LiveDelivery liveDelivery(
            RedisLink link, DeliverySettings settings, DeliveryWatch watch, MeterRegistry registry, Clock clock) {
        return new RedisDelivery(link, settings, watch, new DeliveryMetrics(registry), clock);
    }
}
