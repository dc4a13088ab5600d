package com.callvault.messaging.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.conversation.Pair;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatermarkRulesTest {
    private final Address anna = TestIdentity.number(1).address();
    private final Address bert = TestIdentity.number(2).address();
    private final Address carla = TestIdentity.number(3).address();
    private final Origin origin =
            new Origin(anna, new DeviceId(new UUID(0, 1)), new SessionId(new UUID(0, 2)), new NodeId("gw-1.a"));

    @Test
    void onesOwnConversationIsTaken() {
        Pair pair = Pair.of(anna, bert);

        assertThat(WatermarkRules.check(origin, new ClientFrame.MsgRead("r", pair.conversation(), bert, 3L, null)))
                .isEqualTo(new Checked.Accepted<>(new Watermark(pair, origin, "r", Watermark.Kind.READ, 3)));
        assertThat(WatermarkRules.check(origin, new ClientFrame.MsgRead("r", pair.conversation(), bert, 3L, true)))
                .isEqualTo(new Checked.Accepted<>(new Watermark(pair, origin, "r", Watermark.Kind.READ_QUIETLY, 3)));
        assertThat(WatermarkRules.check(origin, new ClientFrame.MsgDelivered(null, pair.conversation(), bert, 3L)))
                .isEqualTo(new Checked.Accepted<>(new Watermark(pair, origin, null, Watermark.Kind.DELIVERED, 3)));
    }

    @Test
    void anotherConversationIsRefused() {
        refused(
                new ClientFrame.MsgRead("r", Pair.of(bert, carla).conversation(), bert, 3L, null),
                ErrorCode.NOT_A_MEMBER);
        refused(
                new ClientFrame.MsgRead("r", Pair.of(anna, carla).conversation(), bert, 3L, null),
                ErrorCode.NOT_A_MEMBER);
    }

    @Test
    void withOneselfThereIsNone() {
        refused(new ClientFrame.MsgRead("r", Pair.of(anna, bert).conversation(), anna, 3L, null), ErrorCode.SELF_CALL);
    }

    private void refused(ClientFrame.MsgRead frame, ErrorCode code) {
        assertThat(WatermarkRules.check(origin, frame))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
