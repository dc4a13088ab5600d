package com.callvault.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.testing.TestIdentity;
import com.callvault.common.testing.Vectors;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts and keys are a person. */
class AddressTest {
    @Test
    void theKeyComesBack() {
        SplittableRandom random = new SplittableRandom(32);
        for (int i = 0; i < 200; i++) {
            byte[] key = TestIdentity.random(random).publicKey();
            Address address = Address.of(key);
            assertThat(address.publicKey()).isEqualTo(key);
            assertThat(new Address(address.value())).isEqualTo(address);
        }
    }

    @Test
    void theVectorsBadAddressesAreRefused() {
        for (String name : new String[] {"identityPoint", "notBase58", "short"}) {
            refused(Vectors.text("/badAddresses/" + name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call:",
                "call",
                "CALL:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD",
                "BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD",
                "call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD ",
                " call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD",
                "call:1BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD",
                "call:zBXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JGD",
                "call:BXvxAEh9mTUo8nwnibMXABaqA7ZEeT6vYAVXmpCL6JG"
            })
    void whatIsNotTheTextOfThirtyTwoBytesIsRefused(String text) {
        refused(text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aKeyForWhichSomeVerifierCanBeFooledIsRefused(String why, String hex) {
        refused("call:" + Base58.encode(HexFormat.of().parseHex(hex)));
    }

    static Stream<Arguments> aKeyForWhichSomeVerifierCanBeFooledIsRefused() {
        return Stream.of(
                Arguments.of("order 1", "0100000000000000000000000000000000000000000000000000000000000000"),
                Arguments.of("order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                Arguments.of("order 4", "0000000000000000000000000000000000000000000000000000000000000000"),
                Arguments.of("order 4, negative", "0000000000000000000000000000000000000000000000000000000000000080"),
                Arguments.of("order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
                Arguments.of("order 8, another", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
                Arguments.of(
                        "y is p: zero in another form",
                        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                Arguments.of(
                        "y is p + 1: one in another form",
                        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                Arguments.of(
                        "one, with a sign that x = 0 has not",
                        "0100000000000000000000000000000000000000000000000000000000000080"),
                Arguments.of(
                        "y is p + 3: a point in another form",
                        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                Arguments.of("not on the curve", "0200000000000000000000000000000000000000000000000000000000000000"),
                Arguments.of("not in the group of prime order", mixedOrder()));
    }

    @Test
    void itIsTheSameTextInJson() {
        Address address = TestIdentity.number(1).address();
        String json = Json.write(address);
        assertThat(json).isEqualTo("\"" + address.value() + "\"");
        assertThat(Json.MAPPER.readValue(json, Address.class)).isEqualTo(address);
    }

    @Test
    void aLogShowsOnlyItsBeginning() {
        Address address = TestIdentity.number(1).address();
        assertThat(address.toString()).hasSize(12).startsWith("call:").endsWith("…");
        assertThat(address.value()).startsWith(address.toString().substring(0, 11));
    }

    /** A good key plus the point of order 2: (x, y) becomes (−x, −y). */
    private static String mixedOrder() {
        byte[] key = TestIdentity.number(1).publicKey();
        byte[] p = HexFormat.of().parseHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        int sign = key[31] & 0x80;
        key[31] &= 0x7f;
        int borrow = 0;
        byte[] negated = new byte[32];
        for (int i = 0; i < 32; i++) {
            int digit = (p[i] & 0xff) - (key[i] & 0xff) - borrow;
            negated[i] = (byte) digit;
            borrow = digit < 0 ? 1 : 0;
        }
        negated[31] |= (byte) (sign ^ 0x80);
        return HexFormat.of().formatHex(negated);
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> new Address(text))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ADDRESS));
    }
}
