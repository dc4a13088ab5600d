package com.callvault.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against known values, and against the same thing said with big integers. */
class Base58Test {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /** From the examples of draft-msporny-base58. */
    @ParameterizedTest
    @CsvSource({
        "Hello World!,2NEpo7TZRRrLZSi2U",
        "The quick brown fox jumps over the lazy dog.,USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"
    })
    void knownTexts(String text, String encoded) {
        assertThat(Base58.encode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(encoded);
        assertThat(new String(Base58.decode(encoded), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void nothingIsNothing() {
        assertThat(Base58.encode(new byte[0])).isEmpty();
        assertThat(Base58.decode("")).isEmpty();
    }

    @Test
    void eachLeadingZeroByteIsAOne() {
        assertThat(Base58.encode(new byte[] {0, 0, 1})).isEqualTo("112");
        assertThat(Base58.decode("112")).containsExactly(0, 0, 1);
        assertThat(Base58.encode(new byte[3])).isEqualTo("111");
        assertThat(Base58.decode("111")).containsExactly(0, 0, 0);
    }

    @Test
    void anyBytesComeBackAndAreTheNumberThatTheySay() {
        SplittableRandom random = new SplittableRandom(58);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 50)];
            random.nextBytes(bytes);
            int zeros = random.nextInt(0, bytes.length);
            for (int j = 0; j < zeros && random.nextBoolean(); j++) {
                bytes[j] = 0;
            }
            String encoded = Base58.encode(bytes);
            assertThat(encoded).as("run %s", i).isEqualTo(byBigInteger(bytes));
            assertThat(Base58.decode(encoded)).as("run %s", i).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "O", "I", "l", " 2", "2\n", "é", "２"})
    void whatIsNotInTheAlphabetIsRefused(String text) {
        assertThatThrownBy(() -> Base58.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String byBigInteger(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        BigInteger base = BigInteger.valueOf(58);
        for (BigInteger number = new BigInteger(1, bytes); number.signum() > 0; number = number.divide(base)) {
            out.append(ALPHABET.charAt(number.mod(base).intValue()));
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            out.append('1');
        }
        return out.reverse().toString();
    }
}
