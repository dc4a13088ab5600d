package com.callvault.signaling.ice;

import com.callvault.signaling.ice.doctor.TurnDoctor;
import com.callvault.signaling.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IceSettings.class)
class IceConfiguration {
    private static final Logger log = LoggerFactory.getLogger(IceConfiguration.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration CHECKED_EVERY = Duration.ofMinutes(1);

    /** The Open Relay Project's, for everybody, with the credentials that it publishes. */
    private static final IceServer OPEN_RELAY = new IceServer(
            List.of(
                    "turn:openrelay.metered.ca:80",
                    "turn:openrelay.metered.ca:443",
                    "turn:openrelay.metered.ca:443?transport=tcp"),
            "openrelayproject",
            "openrelayproject");

    @Bean
    Relays relays(IceSettings settings, Clock clock, MeterRegistry meters) {
        return switch (settings.mode()) {
            case IceSettings.CUSTOM -> custom(settings);
            case IceSettings.METERED -> metered(settings, clock, meters);
            case IceSettings.PUBLIC -> {
                log.warn(
                        "TURN_MODE is public: calls go through a relay of the Open Relay Project that everybody may use, and"
                                + " which may be slow or away. Before others depend on it, set TURN_MODE=custom with your own coturn.");
                yield (label, expiresAt) -> List.of(OPEN_RELAY);
            }
            default -> {
                log.warn(
                        "TURN_MODE is off: people whose networks allow no direct path will ring each other and hear nothing."
                                + " Set TURN_MODE=custom with your own coturn, or TURN_MODE=public to try things out.");
                yield (label, expiresAt) -> List.of();
            }
        };
    }

    @Bean
    IceCheckup iceCheckup(IceSettings settings, Relays relays, Clock clock, MeterRegistry meters) {
        TurnDoctor doctor = new TurnDoctor((SSLSocketFactory) SSLSocketFactory.getDefault(), clock, ANSWER_WITHIN);
        return new IceCheckup(settings, relays, doctor, clock, meters);
    }

    @Bean
    Sweep iceSweep(IceCheckup checkup, MeterRegistry meters) {
        return new Sweep("ice", CHECKED_EVERY, checkup::run, meters);
    }

    private static Relays custom(IceSettings settings) {
        String secret = settings.turnSecret();
        if (secret != null) {
            return new OwnRelays(settings.turnUrls(), secret);
        }
        IceServer same = new IceServer(settings.turnUrls(), settings.turnUsername(), settings.turnCredential());
        return (label, expiresAt) -> List.of(same);
    }

    private static Relays metered(IceSettings settings, Clock clock, MeterRegistry meters) {
        String app = Objects.requireNonNull(settings.meteredAppName());
        URI api = URI.create(settings.meteredUrl().replace("{app}", app));
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new MeteredRelays(api, Objects.requireNonNull(settings.meteredSecretKey()), http, clock, meters);
    }
}
