package com.callvault.messaging.search;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for: all of these words in one message, the last one also as the beginning of a word, for they may still be
 * typing it. Pure.
 *
 * @param whole every word but the last
 */
record Query(List<String> whole, String last) {
    static final int MOST_CHARACTERS = 200;

    /** @throws WireException {@code malformed} when it has no word or is too long */
    static Query parse(@Nullable String text) {
        if (text != null && text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
            throw malformed("within " + MOST_CHARACTERS + " characters");
        }
        List<String> words = text == null ? List.of() : Words.of(text);
        if (words.isEmpty()) {
            throw malformed("at least one word");
        }
        return new Query(words.subList(0, words.size() - 1), words.getLast());
    }

    boolean isIn(String text) {
        List<String> words = Words.of(text);
        if (words.stream().noneMatch(each -> each.startsWith(last))) {
            return false;
        }
        return whole.isEmpty() || new HashSet<>(words).containsAll(whole);
    }

    /** As PostgreSQL's {@code tsquery}; a word is made of letters and digits and needs no more than quotes. */
    String tsquery() {
        return Set.copyOf(whole).stream().map(each -> "'" + each + "' & ").collect(Collectors.joining()) + "'" + last
                + "':*";
    }

    private static WireException malformed(String form) {
        return new WireException(ErrorCode.MALFORMED, "The parameter \"q\" must have " + form + ".");
    }
}
