package com.callvault.common.id;

import java.util.Arrays;

/** Base58 with Bitcoin's alphabet ("base58btc"), without a multibase prefix. Leading zero bytes become leading {@code 1}s. */
public final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            DIGITS[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Base58() {}

    public static String encode(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        byte[] number = bytes.clone();
        char[] out = new char[bytes.length * 2];
        int at = out.length;
        for (int start = zeros; start < number.length; ) {
            out[--at] = ALPHABET.charAt(divide(number, start, 256, 58));
            if (number[start] == 0) {
                start++;
            }
        }
        while (at < out.length && out[at] == '1') {
            at++;
        }
        for (int i = 0; i < zeros; i++) {
            out[--at] = '1';
        }
        return new String(out, at, out.length - at);
    }

    /** @throws IllegalArgumentException when {@code text} has a character outside the alphabet */
    public static byte[] decode(String text) {
        byte[] number = new byte[text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte digit = c < 128 ? DIGITS[c] : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("not a base58 character at " + i);
            }
            number[i] = digit;
        }
        int zeros = 0;
        while (zeros < number.length && number[zeros] == 0) {
            zeros++;
        }
        byte[] out = new byte[text.length()];
        int at = out.length;
        for (int start = zeros; start < number.length; ) {
            out[--at] = (byte) divide(number, start, 58, 256);
            if (number[start] == 0) {
                start++;
            }
        }
        while (at < out.length && out[at] == 0) {
            at++;
        }
        return Arrays.copyOfRange(out, at - zeros, out.length);
    }

    /** Divides the big-endian number of the given base in place and returns the remainder. */
    private static int divide(byte[] number, int start, int base, int divisor) {
        int remainder = 0;
        for (int i = start; i < number.length; i++) {
            int digit = (number[i] & 0xff) + remainder * base;
            number[i] = (byte) (digit / divisor);
            remainder = digit % divisor;
        }
        return remainder;
    }
}
