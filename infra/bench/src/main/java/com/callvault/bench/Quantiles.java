package com.callvault.bench;

import com.callvault.client.Json;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.node.ObjectNode;

/** Of times in microseconds, told in milliseconds. */
final class Quantiles {

    private Quantiles() {}

    static String text(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms",
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 100));
    }

    static ObjectNode json(Histogram micros) {
        return Json.object()
                .put("p50", at(micros, 50))
                .put("p90", at(micros, 90))
                .put("p99", at(micros, 99))
                .put("max", at(micros, 100));
    }

    private static double at(Histogram micros, double percent) {
        return micros.getValueAtPercentile(percent) / 1e3;
    }
}
