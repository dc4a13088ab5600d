package com.callvault.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** What was told of messages, as lines of JSON in a file and not in memory, as there are millions. Thread-safe. */
final class Journal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writerFor(Told.class);
    private static final ObjectReader READER = JSON.readerFor(Told.class);
    private static final String MARK = "\"told\":";

    private final BufferedWriter file;

    Journal(Path file) throws IOException {
        this.file = Files.newBufferedWriter(file);
    }

    void add(Told told) {
        var line = WRITER.writeValueAsString(told);
        synchronized (this) {
            try {
                file.write(line);
                file.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether this file is one of these, and not one of calls. */
    static boolean is(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").contains(MARK);
        }
    }

    /** Line by line, in the order in which they stand. */
    static void read(Path file, Consumer<Told> each) throws IOException {
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> each.accept(READER.readValue(line)));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
