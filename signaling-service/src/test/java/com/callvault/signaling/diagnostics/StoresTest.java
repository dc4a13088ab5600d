package com.callvault.signaling.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.testing.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.core.KafkaAdmin;

class StoresTest {
    @Test
    void whatIsAwayIsNamedWithWhatHelps() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Stores stores = new Stores(
                JdbcClient.create(
                        new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + closed + "/none", "a", "secret")),
                new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:" + closed)),
                new ManualClock(Instant.EPOCH));
        assertThat(stores.checks()).extracting(Check::code).containsExactly("database_away", "broker_away");
        assertThat(stores.checks()).allSatisfy(check -> {
            assertThat(check.status()).isEqualTo("failed");
            assertThat(check.cure()).contains("spring.");
            assertThat(check.detail()).isNotBlank().doesNotContain("secret");
            assertThat(check.forEverybody().detail()).isNull();
        });
    }

    @Test
    void whoAsksAgainWithinAMomentIsToldTheSame() {
        ManualClock clock = new ManualClock(Instant.EPOCH);
        int[] looks = {0};
        Fresh<Integer> fresh = new Fresh<>(() -> ++looks[0], clock);
        assertThat(fresh.get()).isEqualTo(1);
        assertThat(fresh.get()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(fresh.get()).isEqualTo(2);
    }
}
