package com.callvault.messaging.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "Hello World, hello world",
        "and/or, and or",
        "don't, don t",
        "  ¿Qué?  , que",
        "ÄRGER Straße É, arger straße e",
        "Ελληνικά Ёлка Şişli, ελληνικα елка sisli",
        "room 42b at 9:30, room 42b at 9 30",
        "mail@example.com, mail example com",
        "ﬁnd ①, find 1",
        "東京 hello, 東 京 hello",
        "one👍two, one two",
    })
    void areRunsOfLettersAndDigitsWithoutCaseAndAccents(String text, String words) {
        assertThat(Words.of(text)).containsExactly(words.split(" "));
    }

    @Test
    void thereMayBeNone() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("👍 … !?")).isEmpty();
    }

    @Test
    void ofALongOneTheBeginningCounts() {
        assertThat(Words.of("x".repeat(500))).isEqualTo(List.of("x".repeat(Words.LONGEST)));
        // The cut does not leave half of a character behind.
        assertThat(Words.of("x".repeat(Words.LONGEST - 1) + "𝒳".repeat(3)).getFirst())
                .doesNotMatch(".*[\\x{D800}-\\x{DFFF}].*");
    }
}
