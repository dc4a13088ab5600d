package com.callvault.messaging.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.wire.WireException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @ParameterizedTest
    @CsvSource({
        "hello, Hello there, true",
        "hel, Hello there, true",
        "ello, Hello there, false",
        "hello there, There: hello!, true",
        "hello the, There: hello!, true",
        "the hello, There: hello!, false",
        "hello bert, hello anna, false",
        "the the, then the, true",
        "uber, über, true",
        "über, uber, true",
    })
    void isInATextThatHasAllItsWordsTheLastAsABeginning(String query, String text, boolean isIn) {
        assertThat(Query.parse(query).isIn(text)).isEqualTo(isIn);
    }

    @Test
    void isWhatPostgresqlReads() {
        assertThat(Query.parse("the cat's to").tsquery())
                .contains("'the' & ", "'cat' & ", "'s' & ")
                .endsWith("'to':*");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "?!", "👍"})
    void whatHasNoWordIsMalformed(@Nullable String query) {
        assertThatThrownBy(() -> Query.parse(query))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("\"q\"");
    }

    @Test
    void whatIsTooLongIsMalformed() {
        assertThat(Query.parse("x".repeat(Query.MOST_CHARACTERS)).whole()).isEmpty();
        assertThatThrownBy(() -> Query.parse("x".repeat(Query.MOST_CHARACTERS + 1)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("200");
    }
}
