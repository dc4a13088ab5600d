package com.callvault.signaling.call;

import com.callvault.common.wire.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step comes to.
 *
 * @param state the same object when nothing changed
 * @param refusal what the sender is told instead of ok; effects can follow all the same
 */
public record Transition(
        CallState state, List<Effect> effects, @Nullable Refusal refusal) {

    /** @param retryAfterMs 0 where the code is not one to be tried again */
    public record Refusal(ErrorCode code, long retryAfterMs) {}

    static Transition to(CallState state, List<Effect> effects) {
        return new Transition(state, List.copyOf(effects), null);
    }

    static Transition stay(CallState state, Effect... effects) {
        return new Transition(state, List.of(effects), null);
    }

    static Transition refuse(CallState state, ErrorCode code, Effect... effects) {
        return new Transition(state, List.of(effects), new Refusal(code, 0));
    }

    static Transition later(CallState state, ErrorCode code, long retryAfterMs) {
        return new Transition(state, List.of(), new Refusal(code, retryAfterMs));
    }
}
