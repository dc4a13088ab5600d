package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /api/diagnostics}: what it says of stores and of the way that a request came, and to whom. */
class DiagnosticsIT {
    @RegisterExtension
    static final Running running = Running.with(Map.of("callvault.trusted-proxies", "127.0.0.1"));

    private static final String TOKEN = Service.TOKENS
            .issue(TestIdentity.number(1).address(), new DeviceId(UUID.randomUUID()))
            .token();

    @Test
    void everybodyIsToldWhetherAllIsWellAndOnlyOperatorsTheDetails() {
        Map<String, JsonNode> everybody =
                checks("?page=" + Service.ORIGIN, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "calls.test");
        assertThat(everybody.keySet())
                .containsExactlyInAnyOrder("database", "broker", "redis", "versions", "origin", "proxy", "socket");
        assertThat(everybody.values())
                .allSatisfy(check -> assertThat(check.has("detail")).isFalse());
        assertThat(Objects.requireNonNull(everybody.remove("socket"))
                        .get("code")
                        .stringValue())
                .isEqualTo("no_socket");
        assertThat(everybody.values())
                .allSatisfy(
                        check -> assertThat(check.get("status").stringValue()).isEqualTo("ok"));

        JsonNode operators = Http.management(running.service(), "/actuator/diagnostics");
        assertThat(operators.toString()).contains("\"detail\":\"PostgreSQL 1", "\"detail\":\"Redis ", "1 broker");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "another page        | ?page=https://evil.test | https | calls.test | origin | wrong_origin",
                "TLS ends unsaid     | ?page=https://calls.test | http  | calls.test | proxy  | wrong_scheme",
                "the name is changed | ?page=https://calls.test | https | signaling | proxy  | wrong_host",
            })
    void theWayOfARequestIsLookedAt(
            String what, String query, String proto, String host, String name, @Nullable String code) {
        JsonNode check = Objects.requireNonNull(
                checks(query, "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", proto, "X-Forwarded-Host", host)
                        .get(name));
        assertThat(check.get("code").stringValue()).as(what).isEqualTo(code);
        assertThat(check.get("cause").stringValue()).isNotBlank();
        assertThat(check.get("cure").stringValue()).isNotBlank();
    }

    @Test
    void whoSaysNoOriginIsToldWhatOneIs() {
        for (String page :
                new String[] {"calls.test", "https://calls.test/x", "https://a@calls.test", "javascript:1", "https://[x"
                }) {
            Http.refused(
                    Http.ask(
                            running.service(), "GET", "/api/diagnostics?page=" + page.replace("[", "%5B"), TOKEN, null),
                    400,
                    "malformed");
        }
    }

    private static Map<String, JsonNode> checks(String query, String... headers) {
        return Http.json(Http.ask(running.service(), "GET", "/api/diagnostics" + query, TOKEN, null, headers), 200)
                .get("checks")
                .valueStream()
                .collect(Collectors.toMap(check -> check.get("name").stringValue(), check -> check));
    }
}
