package com.callvault.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Command;
import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.wire.ClientFrame;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final Address ANA = new Address("call:5Au7bKAMnQDUo2kNLQ521MD9M3LGReBSsL4mqKcwkDYQ");

    private final MockClock ticks = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, ticks);
    private final Backlog backlog = new Backlog(Clock.fixed(NOW, ZoneOffset.UTC), meters);

    @Test
    void nothingReadIsNothingWaiting() {
        assertThat(backlog.ms()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3000, 3000", "20000, 5000", "-60000, 0"})
    void aCommandTellsHowLongItLay(long lay, long told) {
        backlog.read(commandOf(NOW.minusMillis(lay)));
        assertThat(backlog.ms()).isEqualTo(told);
        assertThat(meters.get("callvault.signaling.commands.behind.ms").gauge().value())
                .isEqualTo((double) told);
    }

    @Test
    void theLongestOfTheLastSecondCounts() {
        backlog.read(commandOf(NOW.minusMillis(3000)));
        backlog.read(commandOf(NOW));
        ticks.add(Duration.ofMillis(700));
        assertThat(backlog.ms()).isEqualTo(3000);
        ticks.add(Duration.ofMillis(400));
        assertThat(backlog.ms()).isZero();
    }

    private static Command commandOf(Instant receivedAt) {
        Origin origin = new Origin(
                ANA, new DeviceId(UUID.randomUUID()), new SessionId(UUID.randomUUID()), new NodeId("gw-1.boot"));
        return new Command.Call(
                origin,
                receivedAt.toEpochMilli(),
                new ClientFrame.CallAck(null, new CallId(UUID.randomUUID()), ANA, 1L));
    }
}
