package com.callvault.messaging.resync;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.route.Route;
import com.callvault.common.testing.TestIdentity;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BehindTest {
    private static final DeviceId PHONE = new DeviceId(new UUID(0, 1));
    private static final DeviceId LAPTOP = new DeviceId(new UUID(0, 2));

    private final Address anna = TestIdentity.number(1).address();
    private final ConversationId withBert =
            ConversationId.between(anna, TestIdentity.number(2).address());
    private final ConversationId withCarla =
            ConversationId.between(anna, TestIdentity.number(3).address());
    private final Behind behind = new Behind(Duration.ofSeconds(5), 3);

    @Test
    void whoDoesNotConfirmIsBehindAfterTheWait() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);

        assertThat(behind.due(4_999)).isEmpty();
        assertThat(behind.due(5_000)).containsExactly(route(1));
        assertThat(behind.due(60_000)).as("told once").isEmpty();
    }

    @Test
    void whoConfirmsAllIsNot() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);
        behind.delivered(anna, PHONE, route(1), withBert, 2, 1_000);
        behind.reached(anna, PHONE, withBert, 2, 2_000);

        assertThat(behind.due(60_000)).isEmpty();
        assertThat(behind.size()).isZero();
    }

    @Test
    void theOldestDeliveryCountsHoweverManyFollow() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);
        behind.delivered(anna, PHONE, route(1), withBert, 2, 4_900);

        assertThat(behind.due(5_000)).containsExactly(route(1));
    }

    @Test
    void whoConfirmsInPartHasTimeForTheRest() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);
        behind.delivered(anna, PHONE, route(1), withBert, 2, 4_000);
        behind.reached(anna, PHONE, withBert, 1, 4_500);

        assertThat(behind.due(9_499)).isEmpty();
        assertThat(behind.due(9_500)).containsExactly(route(1));
    }

    @Test
    void eachDeviceConfirmsForItself() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);
        behind.delivered(anna, LAPTOP, route(2), withBert, 1, 0);
        behind.reached(anna, LAPTOP, withBert, 1, 100);

        assertThat(behind.due(5_000)).containsExactly(route(1));
    }

    @Test
    void severalConversationsOfAConnectionAreOneResync() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);
        behind.delivered(anna, PHONE, route(1), withCarla, 1, 0);

        assertThat(behind.due(5_000)).containsExactly(route(1));
    }

    @Test
    void aNewerConnectionOfTheDeviceIsTheOneThatIsTold() {
        behind.delivered(anna, PHONE, route(1), withBert, 1, 0);
        behind.delivered(anna, PHONE, route(2), withBert, 2, 1_000);

        assertThat(behind.due(5_000)).containsExactly(route(2));
    }

    @Test
    void itsMemoryIsBoundedAndLetsTheOldestGo() {
        for (int i = 1; i <= 4; i++) {
            behind.delivered(anna, new DeviceId(new UUID(0, i)), route(i), withBert, 1, i);
        }

        assertThat(behind.size()).isEqualTo(3);
        assertThat(behind.due(60_000)).containsExactlyInAnyOrder(route(2), route(3), route(4));
    }

    private static Route route(long session) {
        return new Route(new NodeId("gw-1.a"), new SessionId(new UUID(1, session)), 1);
    }
}
