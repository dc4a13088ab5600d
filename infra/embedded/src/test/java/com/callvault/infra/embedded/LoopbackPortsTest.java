package com.callvault.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {

    /** Of standalone's own ports the gateway's are listened on last; a store must not have taken one meanwhile. */
    @Test
    void whatIsSpokenForIsLeftAlone() {
        var even = IntStream.rangeClosed(0, 65535)
                .filter(port -> port % 2 == 0)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
        assertThat(LoopbackPorts.find(20, even))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allMatch(port -> port % 2 == 1);
    }

    /** Linux gives outgoing connections ports from 32768 on, which once took one between our look and its use. */
    @Test
    void noneIsOfThoseThatOutgoingConnectionsGet() {
        for (int i = 0; i < 50; i++) {
            assertThat(LoopbackPorts.findRow(40)).isBetween(1024, 32768 - 40);
        }
    }
}
