package com.callvault.gateway.connection;

/** The size of text on the wire, without encoding it. */
public final class Utf8 {
    private Utf8() {}

    /** Bytes of UTF-8. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
                if (Character.isSurrogate(c)) {
                    // A pair is 4 bytes of 2 chars: 1 more for each of the two.
                    bytes -= 1;
                }
            }
        }
        return bytes;
    }
}
