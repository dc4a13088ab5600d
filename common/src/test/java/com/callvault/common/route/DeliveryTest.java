package com.callvault.common.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.callvault.common.id.SessionId;
import com.callvault.common.wire.CloseReason;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    @Test
    void severalTravelInOneMessageAsTheyAre() {
        SessionId one = new SessionId(new UUID(1, 2));
        SessionId other = new SessionId(new UUID(3, 4));
        List<Delivery> deliveries = List.of(
                new Delivery.Send(List.of(one, other), "{\"body\":\"send close\\nö 👋\"}"),
                new Delivery.Close(one, CloseReason.SUPERSEDED),
                new Delivery.Send(List.of(other), "{}"));
        assertThat(Delivery.decode(Delivery.encode(deliveries))).isEqualTo(deliveries);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "send\n{}\n", "shout x\n", "close x\n", "send 00000000-0000-0001-0000-000000000002\n{}"
            })
    void whatIsNotADeliveryIsRefused(String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Delivery.decode(message));
    }
}
