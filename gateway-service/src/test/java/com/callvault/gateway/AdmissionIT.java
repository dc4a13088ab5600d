package com.callvault.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.gateway.testing.Client;
import com.callvault.gateway.testing.Node;
import com.callvault.gateway.testing.Person;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When more come than a node can let in. */
class AdmissionIT {
    @Test
    void oneOfTooManyIsToldWhenToComeBackAndIsLetInThenAndWhoIsInNoticesNothing() {
        try (Node node = Node.start("gw-1", Map.of("callvault.gateway.connection.newcomers-per-second", "1"));
                Client first = Client.ready(node, Person.create(), 1)) {
            long waitMs = refusedOne(node);
            assertThat(waitMs).isBetween(1L, 30_000L);
            first.expectAlive();
            await("somebody is let in again")
                    .atLeast(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(waitMs))
                    .until(() -> {
                        try (Client again = Client.connect(node)) {
                            return again.next().get("type").stringValue().equals("hello");
                        }
                    });
        }
    }

    /** How long it was told to wait. A slow machine lets one in between two tries. */
    private static long refusedOne(Node node) {
        for (int i = 0; i < 20; i++) {
            try (Client client = Client.connect(node)) {
                JsonNode frame = client.next();
                if (frame.get("type").stringValue().equals("error")) {
                    assertThat(frame.get("code").stringValue()).isEqualTo("overloaded");
                    assertThat(frame.get("retryable").booleanValue()).isTrue();
                    client.expectClose(1013);
                    return frame.get("retryAfterMs").longValue();
                }
            }
        }
        throw new AssertionError("everybody was let in");
    }
}
