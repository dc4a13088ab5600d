package com.callvault.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.bench.BenchOptions.What;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    @Test
    void eachOptionSetsItsOwn() {
        assertThat(BenchOptions.parse(List.of("messages")))
                .contains(new BenchOptions(
                        What.MESSAGES,
                        1_000,
                        500,
                        60,
                        60,
                        200,
                        0,
                        10_000,
                        false,
                        18580,
                        Path.of("data", "bench"),
                        false));
        assertThat(BenchOptions.parse(List.of(
                        "messages --pairs 7 --rate 8 --seconds 9 --warmup 0 --bytes 40 --stored 70 --n 2000 --cluster --port 1 --data d --json"
                                .split(" "))))
                .contains(new BenchOptions(What.MESSAGES, 7, 8, 9, 0, 40, 70, 2_000, true, 1, Path.of("d"), true));
        assertThat(BenchOptions.parse(List.of())).isEmpty();
        assertThat(BenchOptions.parse(List.of("messages", "--help"))).isEmpty();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("letters")))
                .hasMessage("letters cannot be measured: messages, calls, connections and a storm can. See --help.");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("messages", "--rates", "3")))
                .hasMessage("There is no option --rates: see --help.");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("messages", "--rate", "fast")))
                .hasMessage("fast is not a value for --rate: give it a number.");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("messages", "--rate")))
                .hasMessage("--rate needs a value: see --help.");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("connections", "--n", "1000")))
                .hasMessage("Give --n 2000 at least: what 1,000 take is subtracted.");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("messages", "--stored", "9")))
                .hasMessage("Give --stored 10000 at least, 10 for each pair.");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("messages", "--bytes", "3")))
                .hasMessage("A message needs --bytes 40 at least: it tells when it was meant to be sent.");
    }
}
