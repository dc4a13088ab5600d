package com.callvault.signaling.ring;

import com.callvault.signaling.call.Backlog;
import com.callvault.signaling.call.Timing;
import com.callvault.signaling.owed.OwedFrames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends frames again that were not acknowledged. The next time is committed before the frame goes out: a crash between the two
 * costs one pause, where the other order would let two instances send on and on.
 */
@Component
class FrameSweep {
    private static final int MOST_AT_ONCE = 500;

    private final OwedFrames frames;
    private final RedisDeliveries deliveries;
    private final TransactionTemplate transaction;
    private final Backlog backlog;
    private final Clock clock;
    private final Counter again;

    FrameSweep(
            OwedFrames frames,
            RedisDeliveries deliveries,
            TransactionTemplate transaction,
            Backlog backlog,
            Clock clock,
            MeterRegistry meters) {
        this.frames = frames;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.backlog = backlog;
        this.clock = clock;
        this.again = meters.counter("callvault.signaling.frames.again");
    }

    void sweep() {
        List<OwedFrames.Owed> due;
        do {
            due = take();
            if (!due.isEmpty()) {
                again.increment(due.size());
                deliveries.sendAgain(due);
            }
        } while (due.size() == MOST_AT_ONCE);
    }

    private List<OwedFrames.Owed> take() {
        List<OwedFrames.Owed> taken = transaction.execute(status -> {
            long now = clock.millis();
            List<OwedFrames.Owed> due = frames.takeDue(now - backlog.ms(), MOST_AT_ONCE);
            if (!due.isEmpty()) {
                frames.sentAgain(
                        due,
                        due.stream()
                                .mapToLong(frame -> now + Timing.againAfterMs(frame.attempts() + 1))
                                .toArray());
            }
            return due;
        });
        return taken == null ? List.of() : taken;
    }
}
