package com.callvault.common.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProblemTest {
    @Test
    void itIsWrittenAsTheProtocolSays() {
        assertThat(Json.MAPPER.readTree(Problem.of(ErrorCode.NO_SUCH_CALL).json()))
                .isEqualTo(Json.MAPPER.readTree("""
                        {"type":"urn:callvault:error:no_such_call","title":"No such call","status":404,\
                        "detail":"There is no such call.","code":"no_such_call","retryable":false}"""));
    }

    @Test
    void aRefusalKeepsItsOwnAdvice() {
        Problem problem = Problem.of(new WireException(ErrorCode.MALFORMED, "The member \"name\" is missing."));
        assertThat(problem.detail()).isEqualTo("The member \"name\" is missing.");
    }

    @ParameterizedTest
    @EnumSource
    void whoMayComeBackIsToldWhen(ErrorCode code) {
        JsonNode json = Json.MAPPER.readTree(Problem.of(code).json());
        assertThat(json.get("status").intValue()).isBetween(400, 599);
        assertThat(json.get("retryable").booleanValue()).isEqualTo(code.retryable());
        assertThat(json.has("retryAfterMs")).isEqualTo(code.retryable());
    }

    @Test
    void aPlaceThatKnowsSaysWhen() {
        assertThat(Problem.of(ErrorCode.RATE_LIMITED)
                        .retryAfter(Duration.ofSeconds(7))
                        .retryAfterMs())
                .isEqualTo(7_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc.d-e_f.~+/==", "bearer abc.d-e_f.~+/==", "BEARER  abc.d-e_f.~+/=="})
    void aBearersTokenIsFound(String header) {
        assertThat(BearerToken.from(header)).isEqualTo("abc.d-e_f.~+/==");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "abc", "Bearer a b", "Bearer a,b", "Bearer a\n"})
    void whatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> BearerToken.from(header))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED));
    }
}
