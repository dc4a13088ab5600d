package com.callvault.messaging.conversation;

import com.callvault.common.wire.Json;
import com.callvault.common.wire.MediaKind;
import com.callvault.common.wire.MessageKind;
import org.jspecify.annotations.Nullable;

/** A missed call says nothing in words: where others are stored with their body, it has what it was placed with. */
public final class MissedCalls {
    private MissedCalls() {}

    public static String body(MediaKind media) {
        return Json.MAPPER.convertValue(media, String.class);
    }

    /** What a message of this kind says in words. */
    public static @Nullable String words(MessageKind kind, @Nullable String body) {
        return kind == MessageKind.CALL ? null : body;
    }

    /** What a missed call was placed with; null for other kinds. */
    public static @Nullable MediaKind media(MessageKind kind, @Nullable String body) {
        return kind == MessageKind.CALL && body != null ? Json.MAPPER.convertValue(body, MediaKind.class) : null;
    }
}
