package com.callvault.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "❤",
                "👨‍👩‍👧‍👦",
                "👩🏽‍❤️‍💋‍👨🏿",
                "🇩🇪",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "1️⃣",
                "#⃣",
                "☺"
            })
    void isOne(String text) {
        assertThat(Emoji.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a", "1", "#", "👍👍", "👍 ", "a👍", "🇩", "<b>", "\u200d", "\ufe0f", "\ud83d", "e\u0301"
            })
    void isNone(String text) {
        assertThat(Emoji.isOne(text)).isFalse();
    }
}
