package com.callvault.common.wire;

import java.util.regex.Pattern;

/** Which text is one emoji and nothing else (Unicode, UTS 51): with skin tone, joined, a flag, a keycap. */
final class Emoji {
    /** The longest that vendors draw, a family or a kiss with skin tones, has 15. */
    private static final int MOST_CHARACTERS = 32;

    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern DRAWN =
            Pattern.compile("\\p{IsExtended_Pictographic}|[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\\x{FE0F}?\\x{20E3}");

    private Emoji() {}

    static boolean isOne(String text) {
        return text.length() <= MOST_CHARACTERS
                && GRAPHEME.matcher(text).matches()
                && DRAWN.matcher(text).lookingAt();
    }
}
