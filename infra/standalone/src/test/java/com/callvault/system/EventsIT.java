package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What analysts read from Kafka: each call's events in order, one record, and all of it as the shipped schemas say. */
class EventsIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String EVENTS = "callvault.calls.events";
    private static final String RECORDS = "callvault.calls.records";
    private static final Path SCHEMAS = Path.of("../../common/src/main/resources/schemas");

    @RegisterExtension
    final People people = new People();

    @Test
    void eachCallHasItsEventsInOrderAndOneRecord() {
        var expected = new LinkedHashMap<UUID, Outcome>();
        for (int i = 0; i < 3; i++) {
            expected.put(answered(), new Outcome("completed", "placed", "ringing", "accepted", "ended"));
            expected.put(declined(), new Outcome("declined", "placed", "ringing", "ended"));
            expected.put(cancelled(), new Outcome("cancelled", "placed", "ended"));
        }
        expected.put(unanswered(), new Outcome("no_answer", "placed", "ringing", "ended"));

        try (var events = tap(EVENTS);
                var records = tap(RECORDS)) {
            expected.forEach((call, outcome) -> {
                var record = records.await(of(call), 1, SOON, "the record of " + call);
                assertThat(record).as("records of " + call).hasSize(1);
                assertRecord(Tap.json(record.getFirst()), call, outcome);
                assertCloudEvent(record.getFirst());

                var steps = events.await(of(call), outcome.steps().size(), SOON, "the events of " + call).stream()
                        .filter(step -> !type(step).contains("push-requested"))
                        .toList();
                assertThat(steps).extracting(EventsIT::type).isEqualTo(outcome.types());
                assertThat(steps.stream()
                                .map(step -> Tap.json(step).path("version").longValue()))
                        .as("versions")
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(steps)
                        .extracting(ConsumerRecord::partition)
                        .containsOnly(steps.getFirst().partition());
                steps.forEach(EventsIT::assertCloudEvent);
            });
        }
    }

    @Test
    void messagesAreToldWithoutTheirText() {
        var ana = people.connect();
        var bo = people.connect();
        var ack = ana.chats().send(bo.address(), "nobody else's business 8f3a");
        bo.chats().await(ack.text("message"), SOON);
        try (var chat = tap("callvault.chat.events")) {
            var stored = chat.await(
                    message -> Tap.text(message).contains(ack.text("message")), 1, SOON, "that the message is stored");
            assertThat(stored).hasSize(1);
            assertThat(type(stored.getFirst())).isEqualTo("com.callvault.chat.stored.v1");
            assertThat(stored.getFirst().key()).isEqualTo(ack.text("conversation"));
            assertThat(Tap.text(stored.getFirst())).doesNotContain("8f3a");
            assertCloudEvent(stored.getFirst());
        }
    }

    @Test
    void kcatShowsTheSame() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kcat")), "kcat is not installed");
        var call = answered();
        List<String> consumed;
        try (var records = tap(RECORDS)) {
            consumed = records.await(of(call), 1, SOON, "the record of " + call).stream()
                    .map(message -> message.key() + " " + Tap.text(message))
                    .toList();
        }
        assertThat(kcat(RECORDS).stream().filter(line -> line.startsWith(call.toString())))
                .containsExactlyElementsOf(consumed);
        assertThat(kcat(EVENTS).stream().filter(line -> line.startsWith(call.toString())))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    private record Outcome(String reason, List<String> steps) {
        Outcome(String reason, String... steps) {
            this(reason, List.of(steps));
        }

        List<String> types() {
            return steps.stream()
                    .map(step -> "com.callvault.call." + step + ".v1")
                    .toList();
        }
    }

    private UUID answered() {
        var bo = people.connect();
        var ana = people.connect();
        var call = ana.calls().place(bo.address(), Media.AUDIO);
        var incoming = ringing(bo.calls().awaitIncoming(call.id(), SOON));
        incoming.accept();
        call.await("call:accepted", SOON);
        call.end();
        call.awaitEnded("completed", SOON);
        return call.id();
    }

    private UUID declined() {
        var bo = people.connect();
        var call = people.connect().calls().place(bo.address(), Media.VIDEO);
        ringing(bo.calls().awaitIncoming(call.id(), SOON)).reject();
        return call.id();
    }

    private UUID cancelled() {
        var bo = people.connect();
        var call = people.connect().calls().place(bo.address(), Media.AUDIO);
        bo.calls().awaitIncoming(call.id(), SOON);
        call.end();
        return call.id();
    }

    private UUID unanswered() {
        var bo = people.connect();
        var call = people.connect().calls().place(bo.address(), Media.AUDIO);
        ringing(bo.calls().awaitIncoming(call.id(), SOON)).awaitEnded("missed", SOON);
        return call.id();
    }

    private static Call ringing(Call incoming) {
        assertThat(incoming.ringing().type()).isEqualTo("ok");
        return incoming;
    }

    private static Predicate<ConsumerRecord<String, byte[]>> of(UUID call) {
        return message -> call.toString().equals(message.key());
    }

    private static Tap tap(String topic) {
        return new Tap(RunningStandalone.shared().kafka(), topic);
    }

    private static String type(ConsumerRecord<String, byte[]> message) {
        return Objects.requireNonNullElse(Tap.header(message, "ce_type"), "");
    }

    private static void assertRecord(JsonNode data, UUID call, Outcome outcome) {
        assertThat(data.path("call").asString()).isEqualTo(call.toString());
        assertThat(data.path("reason").asString()).isEqualTo(outcome.reason());
        assertThat(data.has("answeredAt")).isEqualTo(outcome.steps().contains("accepted"));
        assertThat(data.has("rangAt")).isEqualTo(outcome.steps().contains("ringing"));
        assertThat(data.path("endedAt").longValue())
                .isGreaterThanOrEqualTo(data.path("placedAt").longValue());
    }

    /** The attributes of CloudEvents 1.0 in binary mode, and the value as its schema says. */
    private static void assertCloudEvent(ConsumerRecord<String, byte[]> message) {
        assertThat(Tap.header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(String.valueOf(Tap.header(message, "ce_id"))))
                .isNotNull();
        assertThat(Tap.header(message, "ce_source")).startsWith("/");
        assertThat(Tap.header(message, "ce_time")).isNotBlank();
        assertThat(Tap.header(message, "content-type")).startsWith("application/json");
        var type = type(message);
        assertThat(Tap.header(message, "ce_dataschema")).isEqualTo("/schemas/" + type + ".json");
        assertThat(Tap.json(message).path("type").asString()).isEqualTo(type);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read(SCHEMAS.resolve(type + ".json")));
        assertThat(schema.validate(Tap.text(message), InputFormat.JSON))
                .as(type)
                .isEmpty();
    }

    private static List<String> kcat(String topic) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "kcat",
                        "-q",
                        "-b",
                        RunningStandalone.shared().kafka(),
                        "-C",
                        "-e",
                        "-t",
                        topic,
                        "-f",
                        "%k %s\\n")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new ArrayList<String>();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS))
                .as("kcat came to an end")
                .isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
