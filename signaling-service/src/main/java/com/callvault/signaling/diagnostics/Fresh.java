package com.callvault.signaling.diagnostics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last result of a look at something. Who asks again within a moment is told the same: what is looked at is not to be worn
 * out by questions. Any number of threads; those who come meanwhile wait for the one look.
 */
public final class Fresh<T> {
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Supplier<T> look;
    private final Clock clock;
    private @Nullable T last;
    private Instant until = Instant.MIN;

    public Fresh(Supplier<T> look, Clock clock) {
        this.look = look;
        this.clock = clock;
    }

    public synchronized T get() {
        T before = last;
        if (before != null && clock.instant().isBefore(until)) {
            return before;
        }
        T seen = look.get();
        last = seen;
        until = clock.instant().plus(MOMENT);
        return seen;
    }
}
