package com.callvault.signaling.diagnostics;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/diagnostics} on the management port: the same with what only operators are told. */
@Component
@Endpoint(id = "diagnostics")
final class DiagnosticsEndpoint {
    private final List<Diagnosed> parts;

    DiagnosticsEndpoint(List<Diagnosed> parts) {
        this.parts = parts;
    }

    @ReadOperation
    List<Check> all() {
        return parts.stream().flatMap(part -> part.checks().stream()).toList();
    }
}
