package com.callvault.messaging.watermark;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.conversation.Pair;
import org.jspecify.annotations.Nullable;

/** Who may raise which watermark: the conversation that is named is that of the sender and {@code to}. */
public final class WatermarkRules {
    private WatermarkRules() {}

    public static Checked<Watermark> check(Origin origin, ClientFrame.MsgDelivered frame) {
        return check(origin, frame.id(), frame.conversation(), frame.to(), Watermark.Kind.DELIVERED, frame.upTo());
    }

    public static Checked<Watermark> check(Origin origin, ClientFrame.MsgRead frame) {
        Watermark.Kind kind = Boolean.TRUE.equals(frame.quiet()) ? Watermark.Kind.READ_QUIETLY : Watermark.Kind.READ;
        return check(origin, frame.id(), frame.conversation(), frame.to(), kind, frame.upTo());
    }

    private static Checked<Watermark> check(
            Origin origin,
            @Nullable String id,
            ConversationId conversation,
            Address to,
            Watermark.Kind kind,
            long upTo) {
        if (to.equals(origin.address())) {
            return Checked.refused(ErrorCode.SELF_CALL);
        }
        Pair pair = Pair.of(origin.address(), to);
        if (!pair.conversation().equals(conversation)) {
            return Checked.refused(ErrorCode.NOT_A_MEMBER);
        }
        return Checked.accepted(new Watermark(pair, origin, id, kind, upTo));
    }
}
