package com.callvault.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Event;
import com.callvault.common.event.EventCodec;
import com.callvault.common.wire.Json;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is published of the wire and the events says what the code does: a difference fails the build. After a change that is
 * meant, write them anew with {@code -Dcallvault.contracts.write=true} and read the difference.
 */
class PublishedContractsTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path ASYNC_API = Path.of("../docs/asyncapi.json");
    private static final boolean WRITE = Boolean.getBoolean("callvault.contracts.write");

    @Test
    void theSchemasAreThoseOfTheTypes() throws IOException {
        Docs docs = Docs.read();
        Map<Path, String> wanted = new TreeMap<>();
        for (Class<?> kind : Sealed.cases(Event.class)) {
            ObjectNode schema = Schemas.object();
            schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.put("$id", "/schemas/" + typeOf(kind) + ".json");
            schema.setAll(Schemas.inline(docs).ofRecord(kind));
            wanted.put(SCHEMAS.resolve(typeOf(kind) + ".json"), pretty(schema));
        }
        publish(wanted);
        try (Stream<Path> present = Files.list(SCHEMAS)) {
            assertThat(present).containsExactlyInAnyOrderElementsOf(wanted.keySet());
        }
    }

    @Test
    void theAsyncApiDocumentIsThatOfTheTypes() throws IOException {
        publish(Map.of(ASYNC_API, pretty(AsyncApi.of(Docs.read()))));
    }

    @ParameterizedTest
    @MethodSource("com.callvault.common.contract.GoldenFilesTest#events")
    void aSchemaTakesItsGoldenEventAndNothingLess(Path golden) throws IOException {
        JsonNode event = Json.MAPPER.readTree(Files.readString(golden));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(event.get("type").stringValue() + ".json")));
        assertThat(schema.validate(event.toString(), InputFormat.JSON)).isEmpty();
        for (String member : event.propertyNames()) {
            if (schema.validate(
                            ((ObjectNode) event.deepCopy()).put(member, -1.5).toString(), InputFormat.JSON)
                    .isEmpty()) {
                throw new AssertionError("the schema takes any value for " + member);
            }
        }
    }

    /** An analyst understands an event from its schema alone. */
    @Test
    void everyMemberOfAnEventSaysWhatItIs() throws IOException {
        Docs docs = Docs.read();
        List<String> silent = new ArrayList<>();
        for (Class<?> kind : Sealed.cases(Event.class)) {
            for (Map.Entry<String, JsonNode> member :
                    Schemas.inline(docs).ofRecord(kind).path("properties").properties()) {
                if (!member.getKey().equals("type") && !member.getValue().has("description")) {
                    silent.add(typeOf(kind) + " " + member.getKey());
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    private static void publish(Map<Path, String> wanted) throws IOException {
        for (Map.Entry<Path, String> each : wanted.entrySet()) {
            if (WRITE) {
                Files.createDirectories(each.getKey().toAbsolutePath().getParent());
                Files.writeString(each.getKey(), each.getValue());
            }
            assertThat(each.getKey()).hasContent(each.getValue());
        }
    }

    @SuppressWarnings("unchecked") // only cases of Event come here
    private static String typeOf(Class<?> kind) {
        return EventCodec.typeOf((Class<? extends Event>) kind);
    }

    private static String pretty(ObjectNode node) {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }
}
