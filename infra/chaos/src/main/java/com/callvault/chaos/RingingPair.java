package com.callvault.chaos;

import com.callvault.client.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One who calls and one who is called, with one device each, and at most one call. */
final class RingingPair {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Phone caller;
    private final Phone callee;
    private volatile @Nullable Call call;

    RingingPair(Phone caller, Phone callee) {
        this.caller = caller;
        this.callee = callee;
    }

    boolean isConnected() {
        return caller.isConnected() && callee.isConnected();
    }

    boolean rings() {
        var placed = call;
        return placed != null && callee.has(placed.id(), "call:incoming");
    }

    /** @throws IOException if the server does not take it */
    void place(Stage stage) throws IOException, InterruptedException {
        var placed = caller.call(callee.person(), PATIENCE);
        if (placed == null) {
            throw new IOException("a call could not be placed within " + PATIENCE);
        }
        call = placed;
        stage.placed(placed.id(), List.of(caller, callee));
    }

    /** Whether it got the call. */
    boolean answer() throws InterruptedException {
        var placed = call;
        return placed != null && callee.answer(placed.id(), PATIENCE);
    }

    /** The callee's connection breaks without a word. */
    void bounce() {
        callee.bounce(false);
    }

    void end() throws InterruptedException {
        var placed = call;
        if (placed != null) {
            caller.ask(PATIENCE, client -> placed.on(client).end());
        }
    }
}
