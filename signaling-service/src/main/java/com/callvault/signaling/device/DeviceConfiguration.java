package com.callvault.signaling.device;

import com.callvault.common.jws.RevocationCache;
import com.callvault.signaling.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkSettings.class)
class DeviceConfiguration {
    /** How long a Redis that was emptied knows of nobody who is revoked, at most. */
    private static final Duration POST = Duration.ofSeconds(2);

    private static final Duration TIDY = Duration.ofMinutes(1);

    /** This service asks its own registry, and needs no Redis for it. */
    @Bean
    RevocationCache revokedDevices(Devices devices) {
        return new RevocationCache(devices::standing, System::nanoTime);
    }

    @Bean
    Sweep revocations(Revoking revoking, MeterRegistry meters) {
        return new Sweep("revocations", POST, revoking::sweep, meters);
    }

    @Bean
    Sweep expiredLinks(Links links, Clock clock, MeterRegistry meters) {
        return new Sweep("links", TIDY, () -> links.dropExpired(clock.millis()), meters);
    }
}
