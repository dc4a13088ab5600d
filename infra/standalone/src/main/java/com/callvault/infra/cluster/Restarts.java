package com.callvault.infra.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a part that died is left alone before it is started again: not at all the first time, then 1, 2, 4 … 30 s for as
 * long as it dies within a minute of its start.
 */
final class Restarts {

    private static final Duration GOOD_AFTER = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** @param uptime how long it had run */
    Duration afterDeathOf(String name, Duration uptime) {
        int before = uptime.compareTo(GOOD_AFTER) >= 0 ? 0 : failures.getOrDefault(name, 0);
        failures.put(name, before + 1);
        if (before == 0) {
            return Duration.ZERO;
        }
        var delay = Duration.ofSeconds(1L << Math.min(before - 1, MOST_DOUBLINGS));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
