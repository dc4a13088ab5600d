package com.callvault.gateway.token;

import com.callvault.common.token.TokenIssuer;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import com.callvault.gateway.opening.HandshakeRules;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** {@code POST /api/token} and the public keys by which every service verifies what it answers. */
@RestController
class TokenController {
    private static final int MOST_BYTES = 16 * 1024;

    private final Tokens tokens;
    private final HandshakeRules origins;
    private final PublicKeySet keys;

    TokenController(Tokens tokens, HandshakeRules origins, PublicKeySet keys) {
        this.tokens = tokens;
        this.origins = origins;
        this.keys = keys;
    }

    /** The public keys as a JWK Set (RFC 7517). */
    record PublicKeySet(String json) {}

    record Asked(@Nullable String proof) {}

    record Given(String token, long tokenExpiresAt) {}

    @PostMapping(path = "/api/token", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Given> token(
            InputStream body, @RequestHeader(name = HttpHeaders.ORIGIN, required = false) @Nullable List<String> origin)
            throws IOException {
        String audience = origins.audience(origin == null ? List.of() : origin);
        TokenIssuer.Issued issued = tokens.issue(proof(body), audience);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Given(issued.token(), issued.expiresAt().toEpochMilli()));
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(10)).cachePublic())
                .body(keys.json());
    }

    /** Read here and not by the framework, so that no more than a proof's size is read and a member stands once. */
    private static String proof(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new WireException(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.PAYLOAD_TOO_LARGE.advice());
        }
        try {
            Asked asked = Json.MAPPER.readValue(bytes, Asked.class);
            if (asked != null && asked.proof() != null) {
                return asked.proof();
            }
        } catch (JacksonException e) {
            // told below
        }
        throw new WireException(ErrorCode.MALFORMED, "Send {\"proof\": \"<JWS>\"}.");
    }
}
