package com.callvault.client;

import java.math.BigInteger;

/** The Bitcoin alphabet, without a multibase prefix. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(58);

    private Base58() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            var split = rest.divideAndRemainder(RADIX);
            text.append(ALPHABET.charAt(split[1].intValue()));
            rest = split[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    /** @throws IllegalArgumentException when a character is not of the alphabet */
    static byte[] decode(String text) {
        var value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not base58");
            }
            value = value.multiply(RADIX).add(BigInteger.valueOf(digit));
        }
        byte[] magnitude = value.signum() == 0 ? new byte[0] : value.toByteArray();
        int signByte = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        var bytes = new byte[zeros + magnitude.length - signByte];
        System.arraycopy(magnitude, signByte, bytes, zeros, magnitude.length - signByte);
        return bytes;
    }
}
