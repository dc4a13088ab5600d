package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.callvault.client.Device;
import com.callvault.client.Frame;
import com.callvault.client.Identity;
import com.callvault.client.Json;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} at the worst moments: what was acknowledged is there, once, and each call has its one record. */
@Isolated
class CrashIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int PAIRS = 20;
    private static final int ACKNOWLEDGED = 1_000;

    /** One who writes to one other, one message after the other, as the protocol asks. */
    private static final class Writer {
        final Device device = Device.create();
        final Device reader = Device.create();
        final List<UUID> sent = new ArrayList<>();
        final Map<UUID, Frame> acknowledged = new ConcurrentHashMap<>();

        void write(ProtocolClient client) {
            try {
                while (true) {
                    var clientId = UUID.randomUUID();
                    sent.add(clientId);
                    var reply = client.ask(client.chats().text(reader.address(), clientId, body(clientId)));
                    assertThat(reply.type()).isEqualTo("msg:ack");
                    acknowledged.put(clientId, reply);
                }
            } catch (NotSeen | UncheckedIOException e) {
                // The server is gone, which is how the writing ends.
            }
        }

        static String body(UUID clientId) {
            return "message " + clientId;
        }
    }

    /** In one, since a start is what takes the time: messages between acknowledgement and delivery, and two calls that ring. */
    @Test
    void whatWasAcknowledgedSurvivesAKillAndNothingComesTwiceAndACallHasOneRecordWhetherItStillRingsOrNot()
            throws Exception {
        var writers = LongStream.range(0, PAIRS).mapToObj(i -> new Writer()).toList();
        // Rings for longer than the next start takes on the slowest of machines.
        try (var standalone = RunningStandalone.launch("callvault.call.ring-timeout=5m")) {
            var ring = Ring.begin(standalone);
            var readers = new ArrayList<ProtocolClient>();
            var writing = new ArrayList<CompletableFuture<Void>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var writer : writers) {
                    var reader = ProtocolClient.connect(standalone.server(), writer.reader);
                    // Connected, so that deliveries are on their way to it, and it takes none.
                    reader.stopReading();
                    readers.add(reader);
                    var client = ProtocolClient.connect(standalone.server(), writer.device);
                    writing.add(CompletableFuture.runAsync(() -> writer.write(client), threads));
                }
                Awaitility.await(ACKNOWLEDGED + " messages are acknowledged")
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> writers.stream()
                                        .mapToInt(writer -> writer.acknowledged.size())
                                        .sum()
                                >= ACKNOWLEDGED);
                standalone.kill();
                CompletableFuture.allOf(writing.toArray(CompletableFuture<?>[]::new))
                        .get(30, TimeUnit.SECONDS);
            }
            for (int i = 0; i < PAIRS; i++) {
                assertThat(writers.get(i).reader.chats().conversation(conversation(writers.get(i))))
                        .as("delivered before the kill")
                        .isEmpty();
                readers.get(i).vanish();
            }

            standalone.start("callvault.call.ring-timeout=5s");
            for (var writer : writers) {
                assertEveryMessageIsThereOnce(standalone, writer);
            }
            ring.isAnsweredAndHasOneRecord(standalone);

            var ending = Ring.begin(standalone);
            standalone.kill();
            standalone.start();
            assertThat(reasons(standalone, ending.outgoing().id()))
                    .as("its ring ended while everything was dead")
                    .containsExactly("no_answer");
        }
    }

    private static void assertEveryMessageIsThereOnce(RunningStandalone standalone, Writer writer) {
        try (var client = ProtocolClient.connect(standalone.server(), writer.device);
                var reader = ProtocolClient.connect(standalone.server(), writer.reader)) {
            // A client sends again what it has no answer to, and may send again what it has one to.
            for (var clientId : writer.sent) {
                var again = client.chats()
                        .sendUntilAnswered(client.chats().text(reader.address(), clientId, Writer.body(clientId)), 5);
                assertThat(again.type()).isEqualTo("msg:ack");
                var before = writer.acknowledged.get(clientId);
                if (before != null) {
                    assertThat(again.text("message")).isEqualTo(before.text("message"));
                    assertThat(again.number("seq")).isEqualTo(before.number("seq"));
                    assertThat(again.number("at")).isEqualTo(before.number("at"));
                }
            }
            reader.chats().sync();
            var history = reader.chats().history(conversation(writer), 0);
            assertThat(history.stream().map(message -> message.path("clientId").asString()))
                    .as("messages, in the order in which they were written")
                    .containsExactlyElementsOf(
                            writer.sent.stream().map(UUID::toString).toList());
            assertThat(history.stream().map(message -> message.path("seq").longValue()))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, writer.sent.size())
                            .boxed()
                            .toList());
            assertThat(history.stream().map(message -> message.path("body").asString()))
                    .containsExactlyElementsOf(
                            writer.sent.stream().map(Writer::body).toList());
            assertThat(writer.reader.chats().conflicts()).isEmpty();
            assertThat(writer.device.chats().conflicts()).isEmpty();
            assertThat(reader.violations()).isEmpty();
            assertThat(client.violations()).isEmpty();
        }
    }

    private static String conversation(Writer writer) {
        return Identity.conversation(writer.device.address(), writer.reader.address());
    }

    /** A call that rings, and goes on to after the server was killed. */
    private record Ring(Device caller, Device callee, Call outgoing) {
        static Ring begin(RunningStandalone standalone) {
            var caller = Device.create();
            var callee = Device.create();
            var outgoing =
                    ProtocolClient.connect(standalone.server(), caller).calls().place(callee.address(), Media.AUDIO);
            var rang = ProtocolClient.connect(standalone.server(), callee).calls();
            assertThat(rang.awaitIncoming(outgoing.id(), SOON).ringing().type()).isEqualTo("ok");
            return new Ring(caller, callee, outgoing);
        }

        void isAnsweredAndHasOneRecord(RunningStandalone standalone) {
            try (var callerAgain = ProtocolClient.connect(standalone.server(), caller);
                    var phone = ProtocolClient.connect(standalone.server(), Device.of(callee.identity()))) {
                var stillRinging = phone.calls().awaitIncoming(outgoing.id(), SOON);
                assertThat(stillRinging.accept().type()).isEqualTo("ok");
                var resumed = outgoing.on(callerAgain);
                resumed.await("call:accepted", SOON);
                assertThat(resumed.end().type()).isEqualTo("ok");
                resumed.awaitEnded("completed", SOON);
                assertThat(callerAgain.violations()).isEmpty();
                assertThat(phone.violations()).isEmpty();
            }
            assertThat(reasons(standalone, outgoing.id())).containsExactly("completed");
        }
    }

    /** A repeat of a record is the same to the byte, so it counts once. */
    private static List<String> reasons(RunningStandalone standalone, UUID call) {
        try (var records = new Tap(standalone.kafka(), "callvault.calls.records")) {
            return records
                    .await(
                            message -> call.toString().equals(message.key()),
                            1,
                            Duration.ofSeconds(90),
                            "the record of " + call)
                    .stream()
                    .map(Tap::text)
                    .distinct()
                    .map(Json::parse)
                    .map((JsonNode data) -> data.path("reason").asString())
                    .toList();
        }
    }
}
