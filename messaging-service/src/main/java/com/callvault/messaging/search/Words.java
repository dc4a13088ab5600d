package com.callvault.messaging.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, the same for every language and for every locale of a database: runs of letters and digits, without case
 * and without accents. Where a script puts no spaces between words, each character is one. Pure.
 */
final class Words {
    /** What is longer is no word that anybody types; its beginning is enough. In characters. */
    static final int LONGEST = 64;

    private Words() {}

    /** In their order, with repeats. */
    static List<String> of(String text) {
        String folded = folded(text);
        List<String> words = new ArrayList<>();
        int start = -1;
        int at = 0;
        while (at < folded.length()) {
            int letter = folded.codePointAt(at);
            boolean alone = isWordOfItsOwn(letter);
            boolean inside = !alone && Character.isLetterOrDigit(letter);
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(cut(folded, start, at));
                start = -1;
            }
            int next = at + Character.charCount(letter);
            if (alone) {
                words.add(folded.substring(at, next));
            }
            at = next;
        }
        if (start >= 0) {
            words.add(cut(folded, start, at));
        }
        return words;
    }

    private static String cut(String text, int start, int end) {
        int most = Math.min(end, start + LONGEST);
        return text.substring(start, most < end && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static String folded(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (small.chars().allMatch(each -> each < 0x80)) {
            return small;
        }
        String apart = Normalizer.normalize(small, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
                .forEach(each -> folded.appendCodePoint(Character.toLowerCase(each)));
        return folded.toString();
    }

    private static boolean isWordOfItsOwn(int letter) {
        if (letter < 0xE00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(letter);
            default -> false;
        };
    }
}
