package com.callvault.chaos;

import com.callvault.client.Call;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call, from its intent to its end: somebody calls, a connection may bounce, somebody answers, declines or gives up. */
final class Trial {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BOUNCE_WITHIN_MS = 200;
    private static final int SHORTEST_RING_MS = 1_300;
    private static final int LONGEST_RING_MS = 2_500;

    /** How it is to end. */
    private enum Outcome {
        ANSWERED,
        ANSWERED_BY_TWO,
        DECLINED,
        CANCELLED
    }

    private final Phone caller;
    private final List<Phone> callee;
    private final Outcome outcome;
    private final boolean bounces;
    private final int bounceAtMs;
    private final boolean toAnotherGateway;
    private final int ringsForMs;
    private final int first;

    /** @param random decides all that is decided here */
    Trial(Phone caller, List<Phone> callee, boolean alwaysBounce, Random random) {
        this.caller = caller;
        this.callee = callee;
        this.outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        this.bounces = random.nextBoolean() || alwaysBounce;
        this.bounceAtMs = random.nextInt(2 * BOUNCE_WITHIN_MS + 1) - BOUNCE_WITHIN_MS;
        this.toAnotherGateway = random.nextBoolean();
        this.ringsForMs = random.nextInt(SHORTEST_RING_MS, LONGEST_RING_MS);
        this.first = random.nextInt(callee.size());
    }

    /** Returns the call's id; null if the ledger never took it. */
    @Nullable
    UUID run() throws InterruptedException {
        await(() -> caller.isConnected() && callee.stream().anyMatch(Phone::isConnected));
        var bounce = Thread.ofVirtual().unstarted(this::bounce);
        if (bounces && bounceAtMs < 0) {
            callee.get(first).bounce(toAnotherGateway);
            TimeUnit.MILLISECONDS.sleep(-bounceAtMs);
        } else if (bounces) {
            bounce.start();
        }
        var call = caller.call(callee.getFirst().person(), PATIENCE);
        if (call == null) {
            return null;
        }
        var id = call.id();
        TimeUnit.MILLISECONDS.sleep(ringsForMs);
        await(() -> callee.stream().allMatch(phone -> phone.has(id, "call:incoming") || phone.has(id, "call:ended")));
        end(call);
        await(() -> callee.stream().allMatch(phone -> !phone.has(id, "call:incoming") || phone.has(id, "call:ended")));
        return id;
    }

    private void bounce() {
        try {
            TimeUnit.MILLISECONDS.sleep(bounceAtMs);
            callee.get(first).bounce(toAnotherGateway);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Call call) throws InterruptedException {
        switch (outcome) {
            case ANSWERED -> answer(call.id(), callee.get(first));
            case ANSWERED_BY_TWO -> {
                var other = callee.get((first + 1) % callee.size());
                var second = Thread.ofVirtual().start(() -> answerQuietly(call.id(), other));
                answer(call.id(), callee.get(first));
                second.join();
            }
            case DECLINED ->
                callee.get(first)
                        .ask(
                                PATIENCE,
                                client -> client.calls()
                                        .awaitIncoming(call.id(), Duration.ofSeconds(1))
                                        .reject());
            case CANCELLED -> {}
        }
        // One that is over already says so, and that is an answer too.
        caller.ask(PATIENCE, client -> call.on(client).end());
    }

    private static void answer(UUID call, Phone phone) throws InterruptedException {
        if (phone.has(call, "call:incoming")) {
            phone.answer(call, PATIENCE);
        }
    }

    private static void answerQuietly(UUID call, Phone phone) {
        try {
            answer(call, phone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Supplier<Boolean> condition) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
