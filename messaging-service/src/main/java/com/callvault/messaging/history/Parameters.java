package com.callvault.messaging.history;

import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.messaging.conversation.MessageIds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's parameters, decoded strictly: a wrong one is {@code malformed}, by name. */
final class Parameters {
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    private Parameters() {}

    /** A place in the order of conversations: what stands there was listed, what comes after it was not. */
    record Cursor(long atMs, long key) {
        static final Cursor START = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);

        static Cursor parse(@Nullable String text) {
            if (text == null) {
                return START;
            }
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                Matcher parts = CURSOR.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
                if (parts.matches()) {
                    return new Cursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw malformed("next", "what the page before this one gave");
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((atMs + "." + key).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    static int limit(@Nullable String text, int most) {
        return text == null ? most : (int) number("limit", text, 1, most);
    }

    static long number(String name, String text, long least, long most) {
        if (text.matches("\\d{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw malformed(name, "a whole number from " + least + " to " + most);
    }

    /** The place of a message; 0 where its id is not one of this conversation. */
    static long place(String name, String text, ConversationId conversation) {
        try {
            return MessageIds.seqOf(conversation, MessageId.parse(text)).orElse(0);
        } catch (WireException e) {
            // told below
        }
        throw malformed(name, "the id of a message");
    }

    static WireException malformed(String name, String form) {
        return new WireException(ErrorCode.MALFORMED, "The parameter \"" + name + "\" must be " + form + ".");
    }
}
