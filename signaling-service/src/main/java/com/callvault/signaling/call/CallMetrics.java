package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.PolicyDecision;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.Ringing;
import com.callvault.signaling.policy.Decision;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What calls do, counted once each step has committed. */
@Component
class CallMetrics {
    private final MeterRegistry meters;
    private final Clock clock;
    private final MediaMetrics media;
    private final Timer firstAcknowledgement;

    CallMetrics(MeterRegistry meters, Clock clock, MediaMetrics media) {
        this.meters = meters;
        this.clock = clock;
        this.media = media;
        this.firstAcknowledgement = Timer.builder("callvault.calls.first.acknowledgement")
                .description("from call:init at the gateway to the first device that has the ring")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    /** @param refusal null for ok, and for a command that was carried out before */
    void command(ClientFrame.CallFrame frame, @Nullable ErrorCode refusal) {
        JsonTypeName type = frame.getClass().getAnnotation(JsonTypeName.class);
        meters.counter(
                        "callvault.calls.commands",
                        "type",
                        type == null ? "unknown" : type.value(),
                        "outcome",
                        refusal == null ? "ok" : refusal.wire())
                .increment();
    }

    void moved(Transactions.Moved moved) {
        Known state = moved.state();
        if (moved.before() instanceof CallState.None) {
            PolicyDecision decision = state.call().decision().told();
            meters.counter(
                            "callvault.calls.decisions",
                            "outcome",
                            decision.outcome().name().toLowerCase(Locale.ROOT),
                            "reason",
                            decision.reason().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        boolean unheard =
                moved.before() instanceof Ringing ringing && ringing.heard().isEmpty();
        if (unheard && !state.heard().isEmpty()) {
            firstAcknowledgement.record(
                    Duration.ofMillis(Math.max(0, clock.millis() - state.call().placedAt())));
        }
        for (Effect effect : moved.effects()) {
            if (effect instanceof Effect.Ring && state instanceof Ringing ringing && ringing.attempt() > 0) {
                meters.counter("callvault.calls.rings.again").increment();
            } else if (effect instanceof Effect.Publish(CallEvent.PushRequested push)) {
                meters.counter(
                                "callvault.calls.pushes.asked",
                                "cause",
                                push.cause().name().toLowerCase(Locale.ROOT))
                        .increment();
            } else if (effect instanceof Effect.Conclude conclude) {
                meters.counter(
                                "callvault.calls.ended",
                                "reason",
                                conclude.record().reason().wire())
                        .increment();
                blocked(state.call(), conclude.record().reason());
                if (state instanceof CallState.Ended ended) {
                    media.over(ended);
                }
            }
        }
    }

    /** What blocked callers read at the end: anything that nobody reads whose call is not answered would tell them. */
    private void blocked(Call call, EndReason reason) {
        if (call.decision() instanceof Decision.Block) {
            meters.counter(
                            "callvault.calls.blocked",
                            "reason",
                            Notices.asCallerReads(call, reason).wire())
                    .increment();
        }
    }
}
