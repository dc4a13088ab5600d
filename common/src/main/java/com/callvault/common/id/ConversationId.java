package com.callvault.common.id;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The direct conversation of two people, and with the same value the key of everything that happens between the two:
 * {@code dm:} + base58btc(SHA-256(lower address + "\n" + higher address)).
 */
public record ConversationId(@JsonValue String value) {
    private static final String PREFIX = "dm:";

    @JsonCreator
    public ConversationId {
        if (!value.startsWith(PREFIX) || value.length() < 35 || value.length() > 47 || !isBase58(value)) {
            throw new WireException(
                    ErrorCode.MALFORMED, "A conversation is \"dm:\" and the base58 of 32 bytes; this is not one.");
        }
    }

    public static ConversationId between(Address one, Address other) {
        boolean ordered = one.compareTo(other) <= 0;
        String lower = ordered ? one.value() : other.value();
        String higher = ordered ? other.value() : one.value();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((lower + "\n" + higher).getBytes(StandardCharsets.UTF_8));
            return new ConversationId(PREFIX + Base58.encode(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isBase58(String value) {
        for (int i = PREFIX.length(); i < value.length(); i++) {
            char c = value.charAt(i);
            boolean alphanumeric = (c >= '1' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!alphanumeric || c == 'I' || c == 'O' || c == 'l') {
                return false;
            }
        }
        return true;
    }
}
