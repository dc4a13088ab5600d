package com.callvault.infra.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @AutoClose
    private final ServerSocket taken = loopback();

    @Test
    void nothingGivenIsForThisMachineAlone() {
        var options = Options.parse().orElseThrow();
        assertThat(options.data()).isEqualTo(Path.of("data"));
        assertThat(options.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(options.origins()).containsExactly("http://localhost:8080", "http://127.0.0.1:8080");
        assertThat(options.managementPort(Service.GATEWAY)).isEqualTo(9080);
        assertThat(options.managementPort(Service.MESSAGING)).isEqualTo(9082);
    }

    @Test
    void aHostIsThePublicOriginAndOpensEveryInterface() {
        var options = Options.parse("--port=8443", "--host", "127.0.0.2", "--host", "LOCALHOST", "--tls")
                .orElseThrow();
        assertThat(options.bindAddress()).isEqualTo("0.0.0.0");
        assertThat(options.origins())
                .containsExactly("https://127.0.0.2:8443", "https://localhost:8443", "https://127.0.0.1:8443");
    }

    @Test
    void theUsualPortIsNotPartOfAnOrigin() {
        assertThat(Options.parse("--port", "443", "--tls").orElseThrow().origins())
                .containsExactly("https://localhost", "https://127.0.0.1");
        assertThat(Options.parse("--port", "80").orElseThrow().origins())
                .containsExactly("http://localhost", "http://127.0.0.1");
    }

    @Test
    void portZeroIsAnyFreeOne() {
        var options = Options.parse("--port", "0").orElseThrow();
        assertThat(options.port()).isPositive();
        assertThat(options.origins().getFirst()).endsWith(":" + options.port());
    }

    @Test
    void anyFreePortHasFreeOnesBesideIt() {
        var refused = new ArrayList<Integer>();
        var port = FreePorts.findWith(one -> {
            if (refused.size() < 3) {
                refused.add(one);
                return IntStream.of(taken.getLocalPort());
            }
            return IntStream.empty();
        });
        assertThat(refused).hasSize(3);
        assertThat(port).isPositive();
    }

    @Test
    void theManagementPortsStayInRange() {
        assertThat(Options.parse("--port", "65535").orElseThrow().managementPort(Service.MESSAGING))
                .isEqualTo(64537);
    }

    @Test
    void theUsageNamesEveryOption() {
        assertThat(Options.parse("--port", "1", "--help")).isEmpty();
        assertThat(Options.USAGE)
                .contains("--port", "--data", "--host", "--tls", "--tls-cert", "--tls-key", "--management-port");
    }

    private static ServerSocket loopback() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
