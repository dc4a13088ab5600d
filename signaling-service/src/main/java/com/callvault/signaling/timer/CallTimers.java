package com.callvault.signaling.timer;

import com.callvault.common.event.CallEvent;
import com.callvault.common.id.CallId;
import com.callvault.signaling.call.Backlog;
import com.callvault.signaling.call.CallDesk;
import com.callvault.signaling.call.CallInput;
import com.callvault.signaling.call.CallState;
import com.callvault.signaling.call.Ledger;
import com.callvault.signaling.limit.CallLimits;
import com.callvault.signaling.owed.OwedFrames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives calls their moments: the ring's end, ring again, push, a look whether both are still there, settle again. The times
 * stand in the ledger and every instance sweeps them; what another instance is at is passed over, and a moment that comes
 * twice does nothing the second time. A call that waits for a store holds up no other.
 */
@Component
class CallTimers {
    private static final int MOST_AT_ONCE = 500;
    private static final int WORKERS = 6;

    /** Longer than Kafka keeps what could be delivered again; a repeat that comes later still finds the call as it is. */
    private static final Duration COMMANDS_REMEMBERED = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(CallTimers.class);

    private final Ledger ledger;
    private final CallDesk desk;
    private final Presence presence;
    private final OwedFrames frames;
    private final CallLimits limits;
    private final Backlog backlog;
    private final Clock clock;
    private final Timer late;
    private final Semaphore workers = new Semaphore(WORKERS);
    private final Set<CallId> inWork = ConcurrentHashMap.newKeySet();

    CallTimers(
            Ledger ledger,
            CallDesk desk,
            Presence presence,
            OwedFrames frames,
            CallLimits limits,
            Backlog backlog,
            Clock clock,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.desk = desk;
        this.presence = presence;
        this.frames = frames;
        this.limits = limits;
        this.backlog = backlog;
        this.clock = clock;
        this.late = Timer.builder("callvault.calls.timers.late")
                .description("how long after it was due a moment of a call came")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    void sweep() {
        for (Ledger.Due due : ledger.due(clock.millis() - backlog.ms(), MOST_AT_ONCE)) {
            if (inWork.add(due.call())) {
                workers.acquireUninterruptibly();
                Thread.ofVirtual().name("timer").start(() -> work(due));
            }
        }
    }

    private void work(Ledger.Due due) {
        try {
            late.record(Duration.ofMillis(Math.max(0, clock.millis() - due.dueAt())));
            for (CallInput.Tick tick : moments(ledger.read(due.call()), clock.millis())) {
                desk.tick(due.call(), tick);
            }
        } catch (RuntimeException e) {
            log.warn("A moment of call {} is tried again: {}", due.call(), e.toString());
        } finally {
            inWork.remove(due.call());
            workers.release();
        }
    }

    private List<CallInput.Tick> moments(CallState state, long now) {
        List<CallInput.Tick> moments = new ArrayList<>();
        switch (state) {
            case CallState.None none -> {}
            case CallState.Ringing ringing -> {
                if (now >= ringing.call().expiresAt()) {
                    return List.of(new CallInput.RingTimeout());
                }
                if (now >= ringing.ringAgainAt()) {
                    moments.add(new CallInput.RingDue());
                }
                if (ringing.pushAt() != null && now >= ringing.pushAt()) {
                    moments.add(new CallInput.PushDue(CallEvent.PushRequested.Cause.UNACKNOWLEDGED));
                }
            }
            case CallState.Active active -> {
                if (active.settleAt() != null && now >= active.settleAt()) {
                    moments.add(new CallInput.SettleDue());
                }
                if (now >= active.lookAt()) {
                    moments.add(presence.look(active));
                }
            }
            case CallState.Ended ended -> moments.add(new CallInput.SettleDue());
        }
        return moments;
    }

    void tidy() {
        long now = clock.millis();
        frames.dropExpired(now);
        limits.dropOld(now);
        ledger.forgetCommands(now - COMMANDS_REMEMBERED.toMillis());
    }
}
