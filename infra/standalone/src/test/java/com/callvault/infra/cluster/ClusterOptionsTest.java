package com.callvault.infra.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.infra.standalone.StartException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterOptionsTest {

    @Test
    void withoutOptionsThereAreTwoGatewaysAndDataApartFromStandalones() {
        var options = ClusterOptions.parse(List.of()).orElseThrow();
        assertThat(options.gateways()).isEqualTo(2);
        assertThat(options.restart()).isFalse();
        assertThat(options.common().port()).isEqualTo(8080);
        assertThat(options.common().managementPort()).isEqualTo(9080);
        assertThat(options.common().data()).isEqualTo(Path.of("data", "cluster"));
    }

    @Test
    void standalonesOptionsMeanTheSame() {
        var options = ClusterOptions.parse(
                        List.of("--gateways=3", "--port", "9000", "--restart", "--data", "elsewhere"))
                .orElseThrow();
        assertThat(options.gateways()).isEqualTo(3);
        assertThat(options.restart()).isTrue();
        assertThat(options.common().origins()).contains("http://localhost:9000");
        assertThat(options.common().data()).isEqualTo(Path.of("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "two", ""})
    void aCountThatIsNoneIsRefused(String count) {
        assertThatThrownBy(() -> ClusterOptions.parse(List.of("--gateways", count)))
                .isInstanceOf(StartException.class)
                .hasMessage(count + " is not a value for --gateways: give it a number from 1 to 8.");
    }

    @Test
    void theWholeRowOfPortsMustFit() {
        assertThatThrownBy(() -> ClusterOptions.parse(List.of("--management-port", "65530")))
                .hasMessage("65530 is not a value for --management-port: give it a port from 1 to 65520.");
    }

    @Test
    void helpIsNoStart() {
        assertThat(ClusterOptions.parse(List.of("--help"))).isEmpty();
    }
}
