package com.callvault.messaging.batch;

import com.callvault.common.event.ChatInput;
import com.callvault.common.event.Command;
import com.callvault.common.event.MissedCall;
import com.callvault.common.wire.ErrorCode;
import com.callvault.messaging.block.Blocks;
import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.event.EventLog;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.resync.Resync;
import com.callvault.messaging.store.ChatStore;
import com.callvault.messaging.typing.Typing;
import com.callvault.messaging.watermark.Level;
import com.callvault.messaging.watermark.Watermark;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Handles the commands of a batch together: rules, store, and after the commit events and deliveries. Returns when the offsets
 * may be committed as soon as the events are confirmed; throws when it is to be done again. Called by several consumer threads
 * at once.
 */
final class CommandBatch {
    private final ChatStore store;
    private final Blocks blocks;
    private final EventLog eventLog;
    private final LiveDelivery delivery;
    private final Resync resync;
    private final BatchMetrics metrics;
    private final Clock clock;

    CommandBatch(
            ChatStore store,
            Blocks blocks,
            EventLog eventLog,
            LiveDelivery delivery,
            Resync resync,
            BatchMetrics metrics,
            Clock clock) {
        this.store = store;
        this.blocks = blocks;
        this.eventLog = eventLog;
        this.delivery = delivery;
        this.resync = resync;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @throws com.callvault.messaging.store.UnstorableException when one of them can never be stored; none was */
    void handle(List<ChatInput> commands) {
        Sorted asked = Sorted.of(commands);
        Set<Blocks.Way> blocked = blocks.among(asked.ways());
        Sorted sorted = asked.hiding(blocked);
        ChatStore.Applied applied = store.apply(sorted.messages(), sorted.watermarks());
        long storedAtMs = clock.millis();
        Outgoing outgoing = new Outgoing();
        tellMessages(sorted.messages(), applied.placements(), outgoing);
        tellWatermarks(sorted.watermarks(), applied.levels(), blocked, outgoing);
        tellTyping(sorted.typing(), blocked, outgoing);
        for (Sorted.Refused refused : sorted.refused()) {
            refuse(refused.command(), refused.why().code(), refused.why().advice(), outgoing);
        }
        eventLog.append(outgoing.events());
        delivery.deliver(outgoing.posts());
        measure(commands.size(), sorted.messages(), storedAtMs);
    }

    /** Answers a command that cannot be handled although the rules let it through. */
    void giveUp(ChatInput input) {
        Outgoing outgoing = new Outgoing();
        switch (input) {
            case Command.Chat command -> refuse(command, ErrorCode.INTERNAL, ErrorCode.INTERNAL.advice(), outgoing);
            case MissedCall call -> metrics.error(ErrorCode.INTERNAL);
        }
        delivery.deliver(outgoing.posts());
    }

    private void tellMessages(List<Submission> messages, List<Placement> placements, Outgoing outgoing) {
        for (int i = 0; i < messages.size(); i++) {
            Submission message = messages.get(i);
            switch (placements.get(i)) {
                case Placement.Placed placed -> {
                    metrics.stored(placed.fresh(), placed.hidden());
                    outgoing.message(message, placed);
                }
                case Placement.Refused(ErrorCode code) -> {
                    metrics.error(code);
                    Submission.Asker asker = message.asker();
                    if (asker != null) {
                        outgoing.refused(asker.origin(), asker.re(), code, code.advice());
                    }
                }
            }
        }
    }

    private void tellWatermarks(
            List<Watermark> watermarks, List<Level.Outcome> outcomes, Set<Blocks.Way> blocked, Outgoing outgoing) {
        for (int i = 0; i < watermarks.size(); i++) {
            Watermark watermark = watermarks.get(i);
            switch (outcomes.get(i)) {
                case Level.Outcome.Stands stands -> {
                    taken(watermark, outgoing);
                    outgoing.watermark(watermark, stands, blocked.contains(Sorted.way(watermark)));
                }
                case Level.Outcome.Passed passed -> taken(watermark, outgoing);
                case Level.Outcome.Refused(ErrorCode code, String advice) -> {
                    metrics.error(code);
                    outgoing.refused(watermark.origin(), watermark.id(), code, advice);
                }
            }
        }
    }

    private void taken(Watermark watermark, Outgoing outgoing) {
        metrics.watermark();
        resync.reached(watermark);
        outgoing.ok(watermark.origin(), watermark.id());
    }

    private void tellTyping(List<Typing> typing, Set<Blocks.Way> blocked, Outgoing outgoing) {
        long nowMs = clock.millis();
        for (Typing each : typing) {
            outgoing.ok(each.origin(), each.frame().id());
            if (each.isFresh(nowMs) && !blocked.contains(Sorted.way(each))) {
                outgoing.typing(each);
            }
        }
    }

    private void refuse(Command.Chat command, ErrorCode code, String advice, Outgoing outgoing) {
        metrics.error(code);
        outgoing.refused(command.origin(), command.frame().id(), code, advice);
    }

    private void measure(int commands, List<Submission> messages, long storedAtMs) {
        metrics.batch(commands);
        long publishedAtMs = clock.millis();
        for (Submission message : messages) {
            Submission.Asker asker = message.asker();
            if (asker != null) {
                metrics.storedAfter(storedAtMs - asker.receivedAtMs());
                metrics.publishedAfter(publishedAtMs - asker.receivedAtMs());
            }
        }
    }
}
