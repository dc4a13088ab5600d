package com.callvault.signaling.call;

import com.callvault.common.event.Command;
import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.Uuids;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.outbox.OutboxSender;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where calls are handled: a command or a moment comes in, its transaction is made, and what follows from it goes out. Every
 * method may be called twice for the same thing, on any thread; throws only when the database is away.
 */
@Component
public class CallDesk {
    private final Intake intake;
    private final Transactions transactions;
    private final Engagements engagements;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final OutboxSender outbox;
    private final CallMetrics metrics;
    private final Clock clock;

    CallDesk(
            Intake intake,
            Transactions transactions,
            Engagements engagements,
            Ledger ledger,
            Deliveries deliveries,
            OutboxSender outbox,
            CallMetrics metrics,
            Clock clock) {
        this.intake = intake;
        this.transactions = transactions;
        this.engagements = engagements;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param id of the command, the same when it is delivered again */
    void command(UUID id, Command.Call command) {
        @Nullable String re = command.frame().id();
        CallInput.Asked asked;
        try {
            asked = intake.read(id, command, clock.millis());
        } catch (WireException refused) {
            ErrorCode code = refused.code();
            metrics.command(command.frame(), code);
            deliveries.reply(
                    command.origin(),
                    FrameCodec.encode(new ServerFrame.Refused(re, code, refused.advice(), code.retryable(), null)));
            return;
        }
        Transactions.Done done = transactions.carryOut(id, command.frame().call(), asked, re);
        metrics.command(command.frame(), done.refusal());
        follow(done.moved(), command.origin());
        if (done.reply() != null) {
            deliveries.reply(command.origin(), done.reply());
        }
    }

    /** Acknowledgements of any calls: what one does depends on its {@code n} alone, so they may come late and together (ADR 28). */
    void acknowledge(List<Command.Call> commands) {
        if (commands.isEmpty()) {
            return;
        }
        List<Transactions.Done> all = transactions.acknowledge(
                commands.stream().map(CallDesk::acknowledgement).toList());
        List<Deliveries.Forgotten> forgotten = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Origin by = commands.get(i).origin();
            Transactions.Done done = all.get(i);
            metrics.command(commands.get(i).frame(), done.refusal());
            for (Transactions.Moved moved : done.moved()) {
                if (moved.effects().stream().allMatch(Effect.Forget.class::isInstance)) {
                    metrics.moved(moved);
                    moved.effects()
                            .forEach(effect -> forgotten.add(new Deliveries.Forgotten(
                                    moved.state().call().id(), (Effect.Forget) effect, by)));
                } else {
                    follow(List.of(moved), by);
                }
            }
            if (done.reply() != null) {
                deliveries.reply(by, done.reply());
            }
        }
        deliveries.forget(forgotten);
    }

    private static Transactions.Acknowledgement acknowledgement(Command.Call command) {
        if (!(command.frame() instanceof ClientFrame.CallAck ack)) {
            throw new IllegalArgumentException("not an acknowledgement");
        }
        return new Transactions.Acknowledgement(ack.call(), Intake.acknowledgement(command.origin(), ack), ack.id());
    }

    public void tick(CallId call, CallInput.Tick tick) {
        follow(transactions.tick(call, tick), null);
    }

    /** The person has deleted their account: what their devices take part in ends; a call to them rings nowhere and runs out. */
    public void withdraw(Address address) {
        engagements.devicesOf(address).forEach(device -> withdraw(address, device));
    }

    /** The device was removed by its owner: the call in which it takes part ends, as if it had hung up. */
    public void withdraw(Address address, DeviceId device) {
        engagements.of(address, device).ifPresent(call -> {
            if (ledger.read(call) instanceof CallState.Known known) {
                Address peer = known.call().from().equals(address)
                        ? known.call().to()
                        : known.call().from();
                CallInput.Sender sender = new CallInput.Sender(address, device, peer);
                Transactions.Done done = transactions.carryOut(
                        Uuids.named(call + "/withdrawn/" + device),
                        call,
                        new CallInput.End(sender, EndReason.COMPLETED),
                        null);
                follow(done.moved(), null);
            }
        });
    }

    private record Found(CallId call, CallInput.Tick tick) {}

    /** @param by whose command it was; null when time passed */
    private void follow(List<Transactions.Moved> steps, @Nullable Origin by) {
        Deque<Found> found = new ArrayDeque<>();
        carryOut(steps, by, found);
        for (Found next = found.poll(); next != null; next = found.poll()) {
            carryOut(transactions.tick(next.call(), next.tick()), null, found);
        }
    }

    private void carryOut(List<Transactions.Moved> steps, @Nullable Origin by, Deque<Found> found) {
        for (Transactions.Moved moved : steps) {
            CallId call = moved.state().call().id();
            metrics.moved(moved);
            deliveries.deliver(moved.state(), moved.effects(), by).forEach(tick -> found.add(new Found(call, tick)));
            if (moved.effects().stream().anyMatch(CallDesk::isForKafka)) {
                outbox.send(call);
            }
            for (Effect effect : moved.effects()) {
                if (effect instanceof Effect.Leave leave) {
                    outbox.send(leave.conversation());
                }
            }
        }
    }

    private static boolean isForKafka(Effect effect) {
        return effect instanceof Effect.Publish
                || effect instanceof Effect.Conclude
                || effect instanceof Effect.Measure;
    }
}
