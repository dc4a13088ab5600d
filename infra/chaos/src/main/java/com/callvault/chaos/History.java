package com.callvault.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What was seen, in memory and as lines of JSON in a file, so that a run can be judged again. Thread-safe. */
final class History implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Seen> all = new ArrayList<>();
    private final BufferedWriter file;

    History(Path file) throws IOException {
        this.file = Files.newBufferedWriter(file);
    }

    synchronized void add(Seen seen) {
        all.add(seen);
        try {
            file.write(JSON.writerFor(Seen.class).writeValueAsString(seen));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Seen> all() {
        return List.copyOf(all);
    }

    static List<Seen> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> JSON.readValue(line, Seen.class)).toList();
        }
    }

    /** On the machine's clock, by which the records tell their times too. */
    static long now() {
        return System.currentTimeMillis();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
