package com.callvault.messaging.search;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where words stand, in the order in which they are found: what was said later comes first. */
record Place(long atMs, long conversation, long seq) implements Comparable<Place> {
    /** What everything comes after. */
    static final Place START = new Place(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})");
    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparingLong(Place::atMs)
            .thenComparingLong(Place::conversation)
            .thenComparingLong(Place::seq)
            .reversed();

    @Override
    public int compareTo(Place other) {
        return NEWEST_FIRST.compare(this, other);
    }

    /** @throws WireException {@code malformed} for what {@link #text} did not write */
    static Place parse(@Nullable String next) {
        if (next == null) {
            return START;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(next);
            Matcher parts = TEXT.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            if (parts.matches()) {
                return new Place(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new WireException(
                ErrorCode.MALFORMED, "The parameter \"next\" must be what the page before this one gave.");
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((atMs + "." + conversation + "." + seq).getBytes(StandardCharsets.ISO_8859_1));
    }
}
