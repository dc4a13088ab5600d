package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.Json;
import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpeningIT {
    private Node node;

    @BeforeAll
    void start() {
        node = Node.start("gw-1");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aGoodProofGetsReadyWithTokenAndLimits() {
        Person ana = Person.create();
        try (Client client = Client.connect(node)) {
            client.auth(ana, 1);
            JsonNode ready = client.expect("ready");
            assertThat(ready.get("address").stringValue())
                    .isEqualTo(ana.address().value());
            assertThat(ready.get("device").stringValue()).isEqualTo(ana.device().toString());
            assertThat(ready.get("heartbeatMs").intValue()).isEqualTo(25_000);
            assertThat(ready.get("limits")).isEqualTo(Json.MAPPER.readTree("""
                                    {"frameBytes":65536,"bodyBytes":16384,"uploadBytes":10485760,
                                     "framesPerSecond":50,"callsPerMinute":20,"callsPerPairPerMinute":5}"""));
            client.expectAlive();
        }
    }
}
