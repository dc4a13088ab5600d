package com.callvault.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Event;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are read by the Java, TypeScript and protocol clients alike, so that no side can drift. */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static List<Path> clientFrames() throws IOException {
        return files("wire", "client-");
    }

    static List<Path> serverFrames() throws IOException {
        return files("wire", "server-");
    }

    static List<Path> events() throws IOException {
        return files("event", "");
    }

    @ParameterizedTest
    @MethodSource
    void clientFrames(Path file) throws IOException {
        String text = Files.readString(file);
        String again = Json.MAPPER.writerFor(ClientFrame.class).writeValueAsString(FrameCodec.decode(text));
        assertThat(Json.MAPPER.readTree(again)).isEqualTo(Json.MAPPER.readTree(text));
    }

    @ParameterizedTest
    @MethodSource
    void serverFrames(Path file) throws IOException {
        String text = Files.readString(file);
        String again = FrameCodec.encode(FrameCodec.decodeServer(text));
        assertThat(Json.MAPPER.readTree(again)).isEqualTo(Json.MAPPER.readTree(text));
    }

    @ParameterizedTest
    @MethodSource
    void events(Path file) throws IOException {
        String text = Files.readString(file);
        Event event = Json.MAPPER.readValue(text, Event.class);
        String again = Json.MAPPER.writerFor(Event.class).writeValueAsString(event);
        assertThat(Json.MAPPER.readTree(again)).isEqualTo(Json.MAPPER.readTree(text));
    }

    @Test
    void everyFrameAndEventHasAGoldenFile() throws IOException {
        assertThat(types(clientFrames()))
                .containsAll(Sealed.cases(ClientFrame.class).stream()
                        .map(Sealed::name)
                        .toList());
        assertThat(types(serverFrames()))
                .containsAll(Sealed.cases(ServerFrame.class).stream()
                        .map(Sealed::name)
                        .toList());
        assertThat(types(events()))
                .containsAll(
                        Sealed.cases(Event.class).stream().map(Sealed::name).toList());
    }

    private static List<String> types(List<Path> files) throws IOException {
        List<String> types = new java.util.ArrayList<>();
        for (Path file : files) {
            types.add(Json.MAPPER.readTree(Files.readString(file)).get("type").stringValue());
        }
        return types;
    }

    private static List<Path> files(String folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
