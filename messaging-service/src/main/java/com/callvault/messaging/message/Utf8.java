package com.callvault.messaging.message;

/** How long a text is in UTF-8, without making its bytes. */
final class Utf8 {
    /** The text has half a surrogate pair, which UTF-8 cannot say, or U+0000, which PostgreSQL cannot keep. */
    static final int UNFIT = -1;

    private Utf8() {}

    static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return UNFIT;
            } else if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return UNFIT;
            }
        }
        return bytes;
    }
}
