package com.callvault.messaging.resync;

import com.callvault.messaging.delivery.LiveDelivery;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(ResyncSettings.class)
class ResyncConfiguration {

    @Bean
    Resync resync(ResyncSettings settings, Clock clock, MeterRegistry registry) {
        return new Resync(settings, clock, registry);
    }

    @Bean
    SchedulingConfigurer resyncSweep(ResyncSettings settings, Resync resync, LiveDelivery delivery) {
        return tasks -> tasks.addFixedDelayTask(() -> resync.sweep(delivery), settings.sweep());
    }
}
