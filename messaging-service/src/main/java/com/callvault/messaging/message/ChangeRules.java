package com.callvault.messaging.message;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who may change a message, and for how long (PROTOCOL, "Messages"). Its author alone edits it and takes it back; both react.
 * Nobody has written a missed call. Pure.
 */
public final class ChangeRules {
    private final long editWithinMs;
    private final long unsendWithinMs;

    public ChangeRules(Duration editWithin, Duration unsendWithin) {
        this.editWithinMs = editWithin.toMillis();
        this.unsendWithinMs = unsendWithin.toMillis();
    }

    /**
     * @param kind edit, unsend or reaction
     * @param byLower who wants it
     * @param target null where there is none
     * @return null where it may be
     */
    public @Nullable ErrorCode refusal(MessageKind kind, boolean byLower, @Nullable Target target, long nowMs) {
        boolean own = target != null && target.fromLower() == byLower;
        if (target == null || !isMessage(target.kind()) || (target.hidden() && !own)) {
            return ErrorCode.NO_SUCH_MESSAGE;
        }
        if (kind != MessageKind.REACTION && (!own || target.kind() == MessageKind.CALL)) {
            return ErrorCode.FORBIDDEN;
        }
        if (target.takenBack()) {
            return ErrorCode.BAD_STATE;
        }
        long age = nowMs - target.atMs();
        return switch (kind) {
            case EDIT -> age > editWithinMs ? ErrorCode.EDIT_WINDOW_OVER : null;
            case UNSEND -> age > unsendWithinMs ? ErrorCode.EDIT_WINDOW_OVER : null;
            case REACTION -> null;
            default -> throw new IllegalArgumentException("not a change: " + kind);
        };
    }

    private static boolean isMessage(MessageKind kind) {
        return kind.sendable() || kind == MessageKind.CALL;
    }
}
