package com.callvault.signaling.call;

import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.MediaFacts.IceError;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How the media of answered calls went, counted when each is over: by then both devices have spoken, and a call counts once,
 * whatever they repeat.
 */
@Component
class MediaMetrics {
    private static final Logger log = LoggerFactory.getLogger(MediaMetrics.class);

    private static final String UNKNOWN = "unknown";
    /** Of STUN and TURN (RFC 8489, 8656), and the browser's own: what a device makes up is no label. */
    private static final Set<Integer> CODES = Set.of(
            300,
            400,
            401,
            403,
            405,
            420,
            437,
            438,
            440,
            441,
            442,
            443,
            446,
            447,
            486,
            487,
            500,
            508,
            Failure.NOT_REACHED);

    private final MeterRegistry meters;
    private final Timer firstSound;

    MediaMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.firstSound = Timer.builder("callvault.calls.first.sound")
                .description("from the answer until a device heard the other")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    void over(Ended ended) {
        if (ended.everConnected()) {
            meters.counter("callvault.calls.connected", "path", label(ended.path()), "protocol", label(ended.carrier()))
                    .increment();
        }
        ended.media()
                .flatMap(each -> Stream.ofNullable(each.firstSoundMs()))
                .forEach(ms -> firstSound.record(Duration.ofMillis(ms)));
        ended.media()
                .flatMap(each -> each.allErrors().stream().map(IceError::code).distinct())
                .forEach(code -> meters.counter("callvault.calls.ice.errors", "code", label(code))
                        .increment());
        Failure failure = Failure.of(ended);
        if (failure != null) {
            meters.counter("callvault.calls.failed", "reason", ended.reason().wire(), "cause", failure.word())
                    .increment();
            log.warn("A call failed: {}", failure.line(ended));
        }
    }

    private static String label(@Nullable Enum<?> word) {
        return word == null ? UNKNOWN : word.name().toLowerCase(Locale.ROOT);
    }

    private static String label(int code) {
        return CODES.contains(code) ? String.valueOf(code) : "other";
    }
}
