package com.callvault.messaging.typing;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TypingTest {
    private final Address anna = TestIdentity.number(1).address();
    private final Address bert = TestIdentity.number(2).address();
    private final Origin origin =
            new Origin(anna, new DeviceId(new UUID(0, 1)), new SessionId(new UUID(0, 2)), new NodeId("gw-1.a"));

    @Test
    void isPassedOnWhileItIsFresh() {
        assertThat(Typing.check(origin, 10_000, new ClientFrame.MsgTyping(null, bert, true)))
                .isInstanceOfSatisfying(Checked.Accepted.class, accepted -> {
                    Typing typing = (Typing) accepted.value();
                    assertThat(typing.isFresh(15_000)).isTrue();
                    assertThat(typing.isFresh(15_001)).isFalse();
                });
    }

    @Test
    void toOneselfIsRefused() {
        assertThat(Typing.check(origin, 0, new ClientFrame.MsgTyping(null, anna, true)))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SELF_CALL));
    }
}
