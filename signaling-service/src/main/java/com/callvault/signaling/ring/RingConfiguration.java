package com.callvault.signaling.ring;

import com.callvault.signaling.call.Ledger;
import com.callvault.signaling.owed.OwedFrames;
import com.callvault.signaling.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisLink.RedisSettings.class)
class RingConfiguration {
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration COUNT = Duration.ofSeconds(2);
    /** A ring is settled at once; what is not by then waits for Redis. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);

    @Bean
    Sweep framesAgain(FrameSweep sweep, MeterRegistry meters) {
        return new Sweep("frames", AGAIN, sweep::sweep, meters);
    }

    /** Counted by a sweep and not by who scrapes, so that a scrape never waits for the database. */
    @Bean
    Sweep owedGauges(Ledger ledger, OwedFrames frames, Clock clock, MeterRegistry meters) {
        AtomicLong rings = meters.gauge("callvault.calls.owed.rings", new AtomicLong());
        AtomicLong unacknowledged = meters.gauge("callvault.calls.unacknowledged.rings", new AtomicLong());
        AtomicLong unsettled = meters.gauge("callvault.calls.unsettled.rings", new AtomicLong());
        AtomicLong owed = meters.gauge("callvault.calls.owed.frames", new AtomicLong());
        return new Sweep(
                "gauges",
                COUNT,
                () -> {
                    Ledger.Rings now = ledger.rings(clock.millis() - SETTLED_WITHIN.toMillis());
                    rings.set(now.owed());
                    unacknowledged.set(now.unacknowledged());
                    unsettled.set(now.unsettled());
                    owed.set(frames.count());
                },
                meters);
    }
}
