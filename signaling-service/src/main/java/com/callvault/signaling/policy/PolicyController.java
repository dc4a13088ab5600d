package com.callvault.signaling.policy;

import com.callvault.common.event.Policy;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.Parameters;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/policy} (PROTOCOL, "HTTP"): one document, defaults filled in, with the version that a change must name. */
@RestController
@RequestMapping("/api/policy")
final class PolicyController {
    private final Policies policies;
    private final PolicySettings settings;

    PolicyController(Policies policies, PolicySettings settings) {
        this.policies = policies;
        this.settings = settings;
    }

    /** @param version rises with each change; 0 while nothing was ever set */
    record Answer(long version, @JsonUnwrapped Policy policy) {
        static Answer of(Policies.Stored stored) {
            return new Answer(stored.version(), stored.policy());
        }
    }

    @GetMapping
    Answer get(Caller caller) {
        return Answer.of(policies.of(caller.address()));
    }

    @PutMapping
    Answer put(Caller caller, HttpServletRequest request) throws IOException {
        JsonNode body = Parameters.body(request, JsonNode.class);
        if (!body.isObject()) {
            throw new WireException(ErrorCode.MALFORMED, "The body is a JSON object: the whole policy.");
        }
        Members document = Members.of(body);
        Policy policy = PolicyDocument.read(document, settings.byDefault());
        return Answer.of(policies.put(caller.address(), policy, document.count("version")));
    }
}
