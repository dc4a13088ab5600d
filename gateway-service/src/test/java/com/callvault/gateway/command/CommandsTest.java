package com.callvault.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Command;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.Json;
import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.ConnectionSettings;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.connection.Identity;
import com.callvault.gateway.connection.RecordingSocket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A frame gets into Kafka, or its sender is told: never silence. */
class CommandsTest {
    private static final Address ANA = new Address("call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD");
    private static final Address BOB = new Address("call:5Au7bKAMnQDUo2kNLQ521MD9M3LGReBSsL4mqKcwkDYQ");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Connections connections = new Connections(
            Clock.systemUTC(),
            new Random(1),
            System::currentTimeMillis,
            new ConnectionSettings(
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(4),
                    Duration.ofMillis(750),
                    65_536,
                    0),
            registry);
    private final FakeLog log = new FakeLog();
    private final FakeLog acknowledgements = new FakeLog();
    private final FakeLog receipts = new FakeLog();
    private final Commands commands = new Commands(
            new NodeId("gw-1.boot"),
            log,
            acknowledgements,
            log,
            receipts,
            Clock.systemUTC(),
            new Random(1),
            2,
            new CommandMetrics(registry));
    private final RecordingSocket socket = new RecordingSocket();
    private final Connection connection = connections.open(socket, "https://calls.example");

    CommandsTest() {
        connection.prove(new Identity(ANA, new DeviceId(UUID.randomUUID()), 1));
        connection.release(List.of(), 1);
    }

    @AfterEach
    void stop() {
        connections.close();
    }

    @Test
    void aFrameIsKeyedByThePairAndCarriesWhoSentIt() {
        commands.send(connection, end("r1"));
        assertThat(log.keys).containsExactly(ConversationId.between(ANA, BOB));
        assertThat(log.commands.getFirst().origin().session()).isEqualTo(connection.session());
        assertThat(log.commands.getFirst().origin().address()).isEqualTo(ANA);
        log.answers.getFirst().complete(null);
        assertThat(socket.frames()).isEmpty();
    }

    @Test
    void aFrameThatIsNotStoredIsAnsweredUnavailable() {
        commands.send(connection, end("r1"));
        log.answers.getFirst().completeExceptionally(new IllegalStateException("no leader"));
        JsonNode error = Json.MAPPER.readTree(socket.awaitFrames(1).getFirst());
        assertThat(error.get("code").stringValue()).isEqualTo("unavailable");
        assertThat(error.get("re").stringValue()).isEqualTo("r1");
        assertThat(error.get("retryAfterMs").longValue()).isPositive();
    }

    @Test
    void aboveTheBoundTheSenderIsToldAndRoomComesBack() {
        commands.send(connection, end("r1"));
        commands.send(connection, end("r2"));
        commands.send(connection, end("r3"));
        JsonNode error = Json.MAPPER.readTree(socket.awaitFrames(1).getFirst());
        assertThat(error.get("code").stringValue()).isEqualTo("overloaded");
        assertThat(error.get("re").stringValue()).isEqualTo("r3");
        assertThat(log.commands).hasSize(2);
        log.answers.getFirst().complete(null);
        commands.send(connection, end("r4"));
        assertThat(log.commands).hasSize(3);
    }

    @Test
    void acknowledgementsDoNotTravelWithWhatSomebodyWaitsFor() {
        commands.send(connection, new ClientFrame.CallAck(null, new CallId(UUID.randomUUID()), BOB, 1L));
        assertThat(acknowledgements.keys).containsExactly(ConversationId.between(ANA, BOB));
        assertThat(log.commands).isEmpty();
    }

    @Test
    void receiptsDoNotTravelWithMessages() {
        ConversationId conversation = ConversationId.between(ANA, BOB);
        commands.send(connection, new ClientFrame.MsgDelivered(null, conversation, BOB, 1L));
        commands.send(connection, new ClientFrame.MsgRead(null, conversation, BOB, 1L, null));
        assertThat(receipts.keys).containsExactly(conversation, conversation);
        assertThat(log.commands).isEmpty();
    }

    private static ClientFrame.CallEnd end(String id) {
        return new ClientFrame.CallEnd(id, new CallId(UUID.randomUUID()), BOB, null);
    }

    private static final class FakeLog implements CommandLog {
        final List<ConversationId> keys = new ArrayList<>();
        final List<Command> commands = new ArrayList<>();
        final List<CompletableFuture<Void>> answers = new ArrayList<>();

        @Override
        public CompletionStage<Void> append(ConversationId key, UUID id, Instant time, Command command) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            keys.add(key);
            commands.add(command);
            answers.add(answer);
            return answer;
        }
    }
}
