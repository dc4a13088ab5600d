package com.callvault.bench;

import com.callvault.client.Json;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param sent in the measured time
 * @param outcome of all that was sent, the warm-up included
 * @param used in the measured time
 * @param pages how long it took to read each page of the history, in microseconds; null where none was read
 */
record MessageReport(
        BenchOptions options,
        long sent,
        Outcome outcome,
        MessageTimes times,
        ProcessorTime used,
        @Nullable Histogram pages)
        implements Report {

    MessageReport with(Histogram read) {
        return new MessageReport(options, sent, outcome, times, used, read);
    }

    @Override
    public boolean isFlawless() {
        return outcome.isFlawless() && sent > 0;
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                """
                %d pairs, %.0f messages/s of %d bytes for %d s, after %d s of warm-up
                with the warm-up:   %d sent, %d acknowledged, %d refused, %d delivered, %d read later, %d lost, %d doubled, \
                %d out of order, %d not as the protocol says
                acknowledgement:    %s
                delivery:           %s
                processor time:     %.2f ms a message: %s%s""",
                options.pairs(),
                (double) sent / options.seconds(),
                options.bodyBytes(),
                options.seconds(),
                options.warmupSeconds(),
                outcome.sent(),
                outcome.acknowledged(),
                outcome.refused(),
                outcome.delivered(),
                outcome.readLater(),
                outcome.lost(),
                outcome.doubled(),
                outcome.outOfOrder(),
                outcome.violations(),
                Quantiles.text(times.acknowledged().micros()),
                Quantiles.text(times.delivered().micros()),
                used.serverMs(sent),
                used.text(sent),
                pages == null ? "" : "%nhistory, %d stored: %s".formatted(options.stored(), Quantiles.text(pages)));
    }

    @Override
    public String json() {
        var json = options.load()
                .put("bytes", options.bodyBytes())
                .put("measured", sent)
                .put("sent", outcome.sent())
                .put("acknowledged", outcome.acknowledged())
                .put("refused", outcome.refused())
                .put("delivered", outcome.delivered())
                .put("readLater", outcome.readLater())
                .put("lost", outcome.lost())
                .put("doubled", outcome.doubled())
                .put("outOfOrder", outcome.outOfOrder())
                .put("violations", outcome.violations());
        json.set("acknowledgementMs", Quantiles.json(times.acknowledged().micros()));
        json.set("deliveryMs", Quantiles.json(times.delivered().micros()));
        json.set("processorMsAMessage", used.json(sent));
        if (pages != null) {
            json.set("historyPageMs", Quantiles.json(pages));
        }
        return Json.write(json);
    }
}
