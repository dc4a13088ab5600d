package com.callvault.bench;

import java.util.concurrent.ThreadLocalRandom;

/** Text that looks to an index as what people write does: some thousand words, in any order. */
final class Words {

    private static final int VOCABULARY = 4096;
    private static final int KEPT = 1 << 17;
    private static final String TEXT = text();

    private Words() {}

    /** Of exactly this length; empty where none is left. */
    static String of(int length) {
        if (length <= 0) {
            return "";
        }
        var from = ThreadLocalRandom.current().nextInt(KEPT - length);
        return TEXT.substring(from, from + length);
    }

    private static String text() {
        var text = new StringBuilder();
        while (text.length() < KEPT) {
            text.append(Integer.toHexString(ThreadLocalRandom.current().nextInt(VOCABULARY)))
                    .append(' ');
        }
        return text.substring(0, KEPT);
    }
}
