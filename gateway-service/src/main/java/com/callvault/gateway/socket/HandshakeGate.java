package com.callvault.gateway.socket;

import com.callvault.common.problem.Problem;
import com.callvault.common.wire.ErrorCode;
import com.callvault.gateway.opening.HandshakeRules;
import com.callvault.gateway.opening.HandshakeRules.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Our own rules before the upgrade: Spring's let a request in that has no Origin, or one that equals its {@code Host}. */
final class HandshakeGate implements HandshakeInterceptor {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final HandshakeRules rules;
    private final MeterRegistry registry;

    HandshakeGate(HandshakeRules rules, MeterRegistry registry) {
        this.rules = rules;
        this.registry = registry;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        HttpHeaders headers = request.getHeaders();
        boolean upgrade =
                HttpMethod.GET.equals(request.getMethod()) && "websocket".equalsIgnoreCase(headers.getFirst("Upgrade"));
        switch (rules.check(upgrade, all(headers, HttpHeaders.ORIGIN), offered(headers))) {
            case Verdict.Welcome(String audience) -> {
                attributes.put(SocketHandler.AUDIENCE, audience);
                return true;
            }
            case Verdict.Refused(ErrorCode code, String advice) -> {
                registry.counter("callvault.gateway.handshakes.refused", "code", code.wire())
                        .increment();
                Problem problem = Problem.of(code, advice);
                response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
                response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
                if (code.retryable()) {
                    response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                }
                response.getBody().write(problem.json().getBytes(StandardCharsets.UTF_8));
                return false;
            }
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    private static List<String> offered(HttpHeaders headers) {
        return all(headers, WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }

    private static List<String> all(HttpHeaders headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }
}
