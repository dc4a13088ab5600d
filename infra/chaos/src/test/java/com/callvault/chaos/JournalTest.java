package com.callvault.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    @Test
    void whatIsReadAgainIsWhatWasTold() throws IOException {
        var file = folder.resolve("journal.jsonl");
        List<Told> told = List.of(
                new Told.Device(1, 0, 0, 0, "laptop"),
                new Told.Connected(2, 0, "gw-1"),
                new Told.Wrote(3, 0, "a", "text", -7, ""),
                new Told.Again(4, 0, "a"),
                new Told.Acknowledged(5, 0, "a", "message", 1),
                new Told.Refused(6, 0, "b", "bad_state"),
                new Told.Took(7, 1, 1, "a", 0, "reaction", 0, "message", 6),
                new Told.Disconnected(8, 0),
                new Told.Faulted(9, 10, "edge_killed", "edge"),
                new Told.Closing(11),
                new Told.Stored(12, 0, 1, "a", 0, "text", -7, ""));
        try (var journal = new Journal(file)) {
            told.forEach(journal::add);
        }
        var read = new ArrayList<Told>();
        Journal.read(file, read::add);
        assertThat(read).isEqualTo(told);
        assertThat(Journal.is(file)).isTrue();
    }

    @Test
    void aHistoryOfCallsIsNone() throws IOException {
        var file = folder.resolve("history.jsonl");
        try (var history = new History(file)) {
            history.add(new Seen.Device(1, "ana", "laptop"));
        }
        assertThat(Journal.is(file)).isFalse();
    }
}
