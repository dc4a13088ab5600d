package com.callvault.messaging.message;

import com.callvault.common.event.MissedCall;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.MessageKind;
import com.callvault.messaging.conversation.MissedCalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits of SHA-256 over what the sender chose, each part with its length before it. Kept instead of compared with the row,
 * because a row's body may be taken back later, and the same {@code clientId} must get the same answer for ever.
 */
final class ContentHash {
    private final MessageDigest digest;

    private ContentHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static UUID of(ClientFrame.Sequenced frame) {
        return switch (frame) {
            case ClientFrame.MsgSend send -> {
                List<String> attachments = send.attachments() == null ? List.of() : send.attachments();
                ContentHash hash = new ContentHash()
                        .add(send.kind().wire())
                        .add(send.body())
                        .add(send.replyTo() == null ? null : send.replyTo().toString());
                attachments.forEach(hash::add);
                yield hash.value();
            }
            case ClientFrame.MsgEdit edit ->
                new ContentHash()
                        .add("edit")
                        .add(edit.target().toString())
                        .add(edit.body())
                        .value();
            case ClientFrame.MsgUnsend unsend ->
                new ContentHash().add("unsend").add(unsend.target().toString()).value();
            case ClientFrame.MsgReact react ->
                new ContentHash()
                        .add("reaction")
                        .add(react.target().toString())
                        .add(react.emoji())
                        .value();
        };
    }

    static UUID of(MissedCall call) {
        return new ContentHash()
                .add(MessageKind.CALL.wire())
                .add(MissedCalls.body(call.media()))
                .value();
    }

    private ContentHash add(@Nullable String part) {
        byte[] bytes = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(0, bytes == null ? -1 : bytes.length)
                .array());
        if (bytes != null) {
            digest.update(bytes);
        }
        return this;
    }

    private UUID value() {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }
}
