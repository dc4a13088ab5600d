package com.callvault.messaging.message;

import com.callvault.common.wire.ClientFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits of SHA-256 over what the sender chose, each part with its length before it. Kept instead of compared with the row,
 * because a row's body may be changed or taken back later, and the same {@code clientId} must get the same answer for ever.
 */
final class ContentHash {
    private ContentHash() {}

    static UUID of(ClientFrame.MsgSend frame) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, frame.kind().wire());
            add(digest, frame.body());
            add(digest, frame.replyTo() == null ? null : frame.replyTo().toString());
            List<String> attachments = frame.attachments() == null ? List.of() : frame.attachments();
            attachments.forEach(attachment -> add(digest, attachment));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        byte[] bytes = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(0, bytes == null ? -1 : bytes.length)
                .array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
