package com.callvault.infra.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code processes.json}: what runs where, for operators and for those who try out faults. It is written anew, as a whole,
 * with each change. Its members are documented in the README.
 */
final class ProcessesFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ProcessesFile() {}

    /**
     * Where to send what an operator wants.
     *
     * @param uri of this process, on loopback
     * @param token who may read the file may command
     */
    record Door(String uri, String token) {}

    static Path in(Path data) {
        return data.resolve("processes.json");
    }

    static void write(Path data, String origin, String kafka, Door door, List<Controlled> parts) throws IOException {
        var file = JSON.createObjectNode();
        file.put("supervisor", ProcessHandle.current().pid());
        file.put("origin", origin);
        file.put("kafka", kafka);
        file.putObject("control").put("uri", door.uri()).put("token", door.token());
        var list = file.putArray("parts");
        for (var part : parts) {
            var one = list.addObject();
            one.put("name", part.name());
            one.put("state", part.state().name().toLowerCase(Locale.ROOT));
            part.pid().ifPresent(pid -> one.put("pid", pid));
            part.port().ifPresent(port -> one.put("port", port));
            part.managementPort().ifPresent(port -> one.put("managementPort", port));
            one.put("log", part.log().toString());
        }
        var partial = data.resolve("processes.json.new");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, JSON.writeValueAsString(file) + "\n");
        Files.move(partial, in(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException if there is none that can be read */
    static JsonNode read(Path data) throws IOException {
        try {
            return JSON.readTree(Files.readString(in(data)));
        } catch (JacksonException e) {
            throw new IOException(e);
        }
    }
}
