package com.callvault.signaling.call;

import com.callvault.common.event.Origin;
import com.callvault.common.id.CallId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way out to devices. What it cannot do now is done by the sweeps, from what the ledger's transaction has written; so it
 * never throws for a store that is away. Called by the worker that has just committed.
 */
public interface Deliveries {

    /**
     * Carries out what goes to devices, and says what was found out about the call on the way.
     *
     * @param by whose command it was; null when time passed
     */
    List<CallInput.Tick> deliver(CallState.Known state, List<Effect> effects, @Nullable Origin by);

    /** @param by whose connection says that the device has it */
    record Forgotten(CallId call, Effect.Forget what, Origin by) {}

    /** As {@link #deliver}, for acknowledgements of any calls: asked for together. */
    void forget(List<Forgotten> acknowledged);

    /** Answers a request. An answer that is lost is asked for again. */
    void reply(Origin to, String frame);
}
