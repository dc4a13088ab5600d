package com.callvault.gateway.command;

import com.callvault.common.event.Command;
import com.callvault.common.event.Origin;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.Uuids;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Sends frames of proven connections to the services that decide them. Their answer comes back on the node's channel; only that
 * a frame did not get as far as Kafka is said here, and always said. Called by the thread that reads the connection, so that
 * its frames stay in order; how many may be under way is bounded for the node, and for one connection by its frame rate.
 */
public final class Commands {
    private static final long RETRY_AFTER_MS = 2_000;

    private final NodeId node;
    private final CommandLog calls;
    private final CommandLog acknowledgements;
    private final CommandLog chats;
    private final CommandLog receipts;
    private final Clock clock;
    private final RandomGenerator random;
    private final Semaphore room;
    private final CommandMetrics metrics;

    /**
     * @param acknowledgements where {@code call:ack} goes: most frames of a call are, and nobody waits for one
     * @param receipts where watermarks go: a later one says what an earlier one said, so they need no order with messages
     */
    public Commands(
            NodeId node,
            CommandLog calls,
            CommandLog acknowledgements,
            CommandLog chats,
            CommandLog receipts,
            Clock clock,
            RandomGenerator random,
            int mostInFlight,
            CommandMetrics metrics) {
        this.node = node;
        this.calls = calls;
        this.acknowledgements = acknowledgements;
        this.chats = chats;
        this.receipts = receipts;
        this.clock = clock;
        this.random = random;
        this.room = new Semaphore(mostInFlight);
        this.metrics = metrics;
        metrics.inFlight(() -> mostInFlight - room.availablePermits());
    }

    /** @throws WireException as {@link CommandRules#key} */
    public void send(Connection connection, ClientFrame.CallFrame frame) {
        ConversationId key = CommandRules.key(connection.proven().address(), frame);
        CommandLog log = frame instanceof ClientFrame.CallAck ? acknowledgements : calls;
        append(connection, frame, log, key, new Command.Call(origin(connection), clock.millis(), frame));
    }

    /** @throws WireException as {@link CommandRules#key} */
    public void send(Connection connection, ClientFrame.ChatFrame frame) {
        ConversationId key = CommandRules.key(connection.proven().address(), frame);
        boolean receipt = frame instanceof ClientFrame.MsgDelivered || frame instanceof ClientFrame.MsgRead;
        append(
                connection,
                frame,
                receipt ? receipts : chats,
                key,
                new Command.Chat(origin(connection), clock.millis(), frame));
    }

    private void append(Connection connection, ClientFrame frame, CommandLog log, ConversationId key, Command command) {
        if (!room.tryAcquire()) {
            connection.refuse(frame.id(), ErrorCode.OVERLOADED, ErrorCode.OVERLOADED.advice(), RETRY_AFTER_MS);
            return;
        }
        long startedAt = System.nanoTime();
        log.append(key, Uuids.version7(clock, random), Instant.ofEpochMilli(command.receivedAt()), command)
                .whenComplete((done, failure) -> {
                    room.release();
                    metrics.sent(command, Duration.ofNanos(System.nanoTime() - startedAt), failure == null);
                    if (failure != null) {
                        // It may be in Kafka all the same: the sender repeats it, and a repeat changes nothing.
                        connection.refuse(
                                frame.id(), ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice(), RETRY_AFTER_MS);
                    }
                });
    }

    private Origin origin(Connection connection) {
        Identity identity = connection.proven();
        return new Origin(identity.address(), identity.device(), connection.session(), node);
    }
}
