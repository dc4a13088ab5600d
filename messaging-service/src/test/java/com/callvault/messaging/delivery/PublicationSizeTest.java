package com.callvault.messaging.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.SessionId;
import com.callvault.common.route.Delivery;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublicationSizeTest {
    @Test
    void aSmallBatchIsOnePublication() {
        List<Delivery.Send> sends = sends(500, 200);

        assertThat(RedisDelivery.parts(sends)).containsExactly(sends);
    }

    @Test
    void aLargeBatchIsCutInOrderAndNothingIsLeftOut() {
        List<Delivery.Send> sends = sends(100, 20_000);

        List<List<Delivery.Send>> parts = RedisDelivery.parts(sends);

        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(sends);
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.stream()
                                .mapToInt(send -> send.frame().length())
                                .sum())
                        .isLessThanOrEqualTo(256 * 1024));
    }

    @Test
    void whatIsLargerThanAPartGoesAlone() {
        assertThat(RedisDelivery.parts(sends(2, 300_000))).hasSize(2);
    }

    private static List<Delivery.Send> sends(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Delivery.Send(List.of(new SessionId(new UUID(0, i))), "x".repeat(length)))
                .toList();
    }
}
