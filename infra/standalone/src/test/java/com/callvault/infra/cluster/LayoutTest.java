package com.callvault.infra.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.callvault.infra.embedded.Ports;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void managementPortsComeFirstAsInStandalone() {
        assertThat(Layout.of(2, 9080).services())
                .extracting(Layout.Instance::name, Layout.Instance::managementPort)
                .containsExactly(
                        tuple("gateway-1", 9080),
                        tuple("gateway-2", 9081),
                        tuple("signaling-1", 9082),
                        tuple("signaling-2", 9083),
                        tuple("messaging-1", 9084),
                        tuple("messaging-2", 9085));
    }

    @Test
    void everyPortOfTheRowIsUsedOnce() {
        for (var gateways = 1; gateways <= 8; gateways++) {
            var layout = Layout.of(gateways, 100);
            assertThat(Stream.concat(
                            layout.services().stream().flatMap(one -> Stream.of(one.port(), one.managementPort())),
                            ports(layout.stores())))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(100, 100 + Layout.ports(gateways))
                            .boxed()
                            .toList());
        }
    }

    private static Stream<Integer> ports(Ports stores) {
        return Stream.of(stores.kafka(), stores.kafkaController(), stores.postgres(), stores.redis());
    }
}
