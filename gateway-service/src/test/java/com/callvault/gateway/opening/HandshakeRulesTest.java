package com.callvault.gateway.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.callvault.common.wire.ErrorCode;
import com.callvault.gateway.opening.HandshakeRules.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeRulesTest {
    private static final List<String> OFFERED = List.of("chat", "callvault.v1");
    private final AtomicBoolean accepting = new AtomicBoolean(true);

    @Test
    void withoutAListThePublicOriginAloneIsAllowed() {
        HandshakeRules rules = rules(false, "https://calls.example");
        assertThat(rules.check(true, List.of("https://calls.example"), OFFERED))
                .isEqualTo(new Verdict.Welcome("https://calls.example"));
        assertRefused(rules.check(true, List.of("http://localhost:8080"), OFFERED), ErrorCode.FORBIDDEN);
    }

    @Test
    void aListReplacesThePublicOrigin() {
        HandshakeRules rules = rules(false, "https://calls.example", "http://localhost:8080");
        assertThat(rules.check(true, List.of("http://localhost:8080"), OFFERED))
                .isEqualTo(new Verdict.Welcome("http://localhost:8080"));
        assertRefused(rules.check(true, List.of("https://calls.example"), OFFERED), ErrorCode.FORBIDDEN);
    }

    @Test
    void aMissingOriginMeansThePublicOneWhereItIsLetIn() {
        assertRefused(rules(false, "https://calls.example").check(true, List.of(), OFFERED), ErrorCode.FORBIDDEN);
        assertThat(rules(true, "https://calls.example").check(true, List.of(), OFFERED))
                .isEqualTo(new Verdict.Welcome("https://calls.example"));
        assertRefused(rules(true, "https://calls.example").check(true, List.of("null"), OFFERED), ErrorCode.FORBIDDEN);
    }

    @Test
    void theSubprotocolMustBeOffered() {
        HandshakeRules rules = rules(false, "https://calls.example");
        assertRefused(
                rules.check(true, List.of("https://calls.example"), List.of("callvault.v2")), ErrorCode.MALFORMED);
    }

    @Test
    void aNodeThatStopsTakesNobody() {
        accepting.set(false);
        assertRefused(
                rules(false, "https://calls.example").check(true, List.of("https://calls.example"), OFFERED),
                ErrorCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://Calls.Example, https://calls.example",
        "https://calls.example:443, https://calls.example",
        "http://calls.example:80/, http://calls.example",
        "http://localhost:8080, http://localhost:8080",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void settingsAreReadAsABrowserWouldWriteThem(String setting, String origin) {
        assertThat(Origins.parse(setting)).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"calls.example", "https://calls.example/path", "ftp://calls.example", "https://a@b", "null"})
    void whatIsNoOriginFailsAtStart(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> Origins.parse(setting));
    }

    private HandshakeRules rules(boolean allowMissing, String publicOrigin, String... allowed) {
        return new HandshakeRules(new OriginSettings(publicOrigin, List.of(allowed)), allowMissing, accepting::get);
    }

    private static void assertRefused(Verdict verdict, ErrorCode code) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
