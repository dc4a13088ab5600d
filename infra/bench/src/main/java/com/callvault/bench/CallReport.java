package com.callvault.bench;

import com.callvault.client.Json;
import java.util.Locale;

/**
 * What was measured of calls; all but {@code placed}, the times and the processor time include the warm-up.
 *
 * @param placed in the measured time
 * @param refused the server did not take them
 * @param missed the ring or the end did not come
 * @param without no pair was free
 * @param violations frames that are not as the protocol says
 */
record CallReport(
        BenchOptions options,
        long placed,
        long rang,
        long refused,
        long missed,
        long without,
        long violations,
        Times toRing,
        ProcessorTime used)
        implements Report {

    @Override
    public boolean isFlawless() {
        return placed > 0 && missed == 0 && refused == 0 && without == 0 && violations == 0;
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                """
                %d pairs, %.1f calls/s for %d s, after %d s of warm-up
                with the warm-up:   %d rang, %d refused, %d missed, %d for whom no pair was free, %d frames not as the protocol says
                until it rings:     %s
                processor time:     %.2f ms a call: %s""",
                options.pairs(),
                (double) placed / options.seconds(),
                options.seconds(),
                options.warmupSeconds(),
                rang,
                refused,
                missed,
                without,
                violations,
                Quantiles.text(toRing.micros()),
                used.serverMs(placed),
                used.text(placed));
    }

    @Override
    public String json() {
        var json = options.load()
                .put("measured", placed)
                .put("rang", rang)
                .put("refused", refused)
                .put("missed", missed)
                .put("withoutPair", without)
                .put("violations", violations);
        json.set("ringMs", Quantiles.json(toRing.micros()));
        json.set("processorMsACall", used.json(placed));
        return Json.write(json);
    }
}
