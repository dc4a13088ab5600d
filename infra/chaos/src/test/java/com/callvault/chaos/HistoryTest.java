package com.callvault.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    Path folder;

    @Test
    void whatIsReadAgainIsWhatWasSeen() throws IOException {
        var file = folder.resolve("history.jsonl");
        List<Seen> seen = List.of(
                new Seen.Device(1, "ana", "laptop"),
                new Seen.Connected(2, "laptop", "gw-1"),
                new Seen.Placed(3, "c", "laptop", "bo"),
                new Seen.Rang(4, "c", "phone"),
                new Seen.Answered(5, "c", "phone"),
                new Seen.Ended(6, "c", "tablet", "answered_elsewhere"),
                new Seen.Disconnected(7, "laptop"),
                new Seen.Recorded(8, "c", 5, "completed", "{\"a\":\"line\nof it\"}"),
                new Seen.Faulted(9, 10, "gateway_killed", "gateway-2"));
        try (var history = new History(file)) {
            seen.forEach(history::add);
            assertThat(history.all()).isEqualTo(seen);
        }
        assertThat(History.read(file)).isEqualTo(seen);
    }
}
