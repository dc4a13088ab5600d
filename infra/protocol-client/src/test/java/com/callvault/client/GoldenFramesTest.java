package com.callvault.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The frames as the server's side writes and reads them, held against this client's own reading of the protocol. */
class GoldenFramesTest {
    private static final Path WIRE = Path.of("../../common/src/test/resources/golden/wire");

    static List<Path> serverFrames() throws IOException {
        return files("server-");
    }

    static List<Path> clientFrames() throws IOException {
        return files("client-");
    }

    @ParameterizedTest
    @MethodSource
    void serverFrames(Path file) throws IOException {
        assertThat(Contract.server(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void clientFrames(Path file) throws IOException {
        assertThat(Contract.client(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void anyMemberOfAnotherKindBreaksTheContract(Path file) throws IOException {
        var frame = (ObjectNode) read(file);
        for (var member : List.copyOf(frame.propertyNames())) {
            var spoilt = frame.deepCopy();
            if (!member.equals("type")) {
                spoilt.putNull(member);
                assertThat(Contract.server(spoilt)).as(member).isNotEmpty();
            }
        }
    }

    @Test
    void everyTypeHasAGoldenFrame() throws IOException {
        assertThat(types(serverFrames())).isEqualTo(new TreeSet<>(Contract.serverTypes()));
        assertThat(types(clientFrames())).isEqualTo(new TreeSet<>(Contract.clientTypes()));
    }

    private static Set<String> types(List<Path> files) throws IOException {
        var types = new TreeSet<String>();
        for (var file : files) {
            types.add(read(file).path("type").asString());
        }
        return types;
    }

    private static JsonNode read(Path file) throws IOException {
        return Json.parse(Files.readString(file));
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(WIRE)) {
            var files = all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .collect(Collectors.toList());
            assertThat(files).as("golden frames in %s", WIRE).isNotEmpty();
            return files;
        }
    }
}
