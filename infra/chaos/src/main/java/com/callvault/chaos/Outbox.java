package com.callvault.chaos;

import com.callvault.client.Frame;
import com.callvault.client.ProtocolClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a device writes as a page does: the next when the last was acknowledged, the same again after 5 s or on the next
 * connection. What is written while it waits is sent at once when it may.
 */
final class Outbox {

    private static final int AGAIN_AFTER_MS = 5_000;
    private static final int LOOKS_EVERY_MS = 20;

    /** Who has waited for longer than for so many does not write them all. */
    private static final int MOST_WAITING = 10;

    private final Messenger.Who who;
    private final Line line;
    private final Journal journal;
    private final Writing writing;
    private volatile @Nullable Attempt attempt;
    private volatile boolean over;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile Optional<String> refusal = Optional.empty();

    /** One sending; ends with the acknowledgement or the error, or with the connection. */
    private record Attempt(Letter letter, CompletableFuture<Frame> answer) {}

    Outbox(Messenger.Who who, Line line, Journal journal, Writing writing) {
        this.who = who;
        this.line = line;
        this.journal = journal;
        this.writing = writing;
    }

    Writing writing() {
        return writing;
    }

    /** Writes until it is told to stop, and then until what it wrote is acknowledged; for a virtual thread of its own. */
    void write(double meanNanos) {
        try {
            var next = System.nanoTime() + writing.pauseNanos(meanNanos);
            while (!over) {
                var early = next - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(early, TimeUnit.SECONDS.toNanos(1)));
                    continue;
                }
                next = Math.max(next, System.nanoTime() - Math.round(MOST_WAITING * meanNanos))
                        + writing.pauseNanos(meanNanos);
                deliver(writing.next(awaitClient().chats(), who.peer()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        over = true;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Whether something waits for its acknowledgement. */
    boolean isWaiting() {
        return attempt != null;
    }

    /** An answer that it did not expect. */
    Optional<String> refusal() {
        return refusal;
    }

    /** What is under way with this {@code clientId}; null where it is nothing, any more. */
    @Nullable
    Letter letter(String id) {
        var now = attempt;
        return now != null && now.letter().id().equals(id) ? now.letter() : null;
    }

    /** On the reading thread. */
    void acknowledged(Letter letter, Frame frame) {
        var now = attempt;
        if (now != null && now.letter().equals(letter)) {
            now.answer().complete(frame);
        }
    }

    private void deliver(Letter letter) throws InterruptedException {
        journal.add(new Told.Wrote(
                History.now(),
                who.device(),
                letter.id(),
                letter.kind(),
                Messenger.checksum(letter.body()),
                letter.target()));
        var answer = send(letter);
        while (answer == null || answer.flag("retryable")) {
            if (answer != null) {
                TimeUnit.MILLISECONDS.sleep(Math.max(LOOKS_EVERY_MS, answer.number("retryAfterMs")));
            }
            journal.add(new Told.Again(History.now(), who.device(), letter.id()));
            answer = send(letter);
        }
        attempt = null;
        if (answer.is("msg:ack")) {
            acknowledged.incrementAndGet();
            if (letter.kind().equals(Letter.TEXT)) {
                writing.sent(answer.text("message"));
            }
        } else {
            refused(letter, answer);
        }
    }

    /** Returns the acknowledgement or an error; null where there was none in time. */
    private @Nullable Frame send(Letter letter) throws InterruptedException {
        var client = awaitClient();
        var now = new Attempt(letter, new CompletableFuture<>());
        attempt = now;
        var unused = client.request(letter.frame()).whenComplete((frame, failure) -> {
            if (frame == null) {
                now.answer().completeExceptionally(failure);
            } else if (frame.is("error")) {
                now.answer().complete(frame);
            }
            // An acknowledgement comes by way of the device, which has to hold the message first.
        });
        try {
            return now.answer().get(AGAIN_AFTER_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        }
    }

    private void refused(Letter letter, Frame error) {
        journal.add(new Told.Refused(History.now(), who.device(), letter.id(), error.code()));
        // Who reacts may be too late: the other has just taken it back.
        if (!letter.kind().equals("reaction") || !error.code().equals("bad_state")) {
            refusal = Optional.of("device %d: %s was refused: %s".formatted(who.device(), letter.kind(), error.code()));
        }
    }

    private ProtocolClient awaitClient() throws InterruptedException {
        while (true) {
            var client = line.client();
            if (client != null && !client.closed().isDone()) {
                return client;
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_EVERY_MS);
        }
    }
}
