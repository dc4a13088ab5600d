package com.callvault.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.chaos.ChaosOptions.Kind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChaosOptionsTest {

    @Test
    void eachOptionSetsItsOwn() {
        assertThat(ChaosOptions.parse(
                        "--trials", "1000", "--seed", "7", "--faults", "no", "--concurrent", "3", "--port", "9000"))
                .contains(new ChaosOptions(
                        1000, 7, false, 3, Kind.CALLS, 0, 200_000, 9000, Path.of("data", "chaos"), Optional.empty()));
        assertThat(ChaosOptions.parse("--data", "d", "--check", "f").orElseThrow())
                .isEqualTo(new ChaosOptions(
                        200, 1, true, 8, Kind.CALLS, 0, 200_000, 18480, Path.of("d"), Optional.of(Path.of("f"))));
        assertThat(ChaosOptions.parse("--scenario", "gateway", "--size", "100").orElseThrow())
                .isEqualTo(new ChaosOptions(
                        200,
                        1,
                        true,
                        8,
                        Kind.GATEWAY,
                        100,
                        200_000,
                        18480,
                        Path.of("data", "chaos"),
                        Optional.empty()));
        assertThat(ChaosOptions.parse("--scenario", "messages", "--messages", "5000")
                        .orElseThrow())
                .isEqualTo(new ChaosOptions(
                        200, 1, true, 8, Kind.MESSAGES, 0, 5_000, 18480, Path.of("data", "chaos"), Optional.empty()));
        assertThat(ChaosOptions.parse("--help")).isEmpty();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> ChaosOptions.parse("--trails", "3"))
                .hasMessage("There is no option --trails: see --help.");
        assertThatThrownBy(() -> ChaosOptions.parse("--trials", "none"))
                .hasMessage("none is not a value for --trials: give it a number.");
        assertThatThrownBy(() -> ChaosOptions.parse("--scenario", "flood"))
                .hasMessage("flood is no scenario: give --scenario calls, gateway, drain, signaling or messages.");
        assertThatThrownBy(() -> ChaosOptions.parse("--trials"))
                .hasMessage("--trials is no option, or needs a value: see --help.");
    }
}
