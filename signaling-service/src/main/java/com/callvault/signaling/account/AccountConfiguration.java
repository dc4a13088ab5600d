package com.callvault.signaling.account;

import com.callvault.signaling.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    @Bean
    Sweep departing(Deleting deleting, MeterRegistry meters) {
        return new Sweep("departures", AGAIN, deleting::sweep, meters);
    }
}
