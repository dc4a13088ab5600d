package com.callvault.signaling.timer;

import com.callvault.signaling.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimerConfiguration {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration TIDY = Duration.ofSeconds(30);

    @Bean
    Sweep timerSweep(CallTimers timers, MeterRegistry meters) {
        return new Sweep("timers", PAUSE, timers::sweep, meters);
    }

    @Bean
    Sweep tidySweep(CallTimers timers, MeterRegistry meters) {
        return new Sweep("tidy", TIDY, timers::tidy, meters);
    }
}
