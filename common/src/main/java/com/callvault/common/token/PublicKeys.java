package com.callvault.common.token;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The Ed25519 keys of a JWK Set (RFC 7517), by name. Read when one is first asked for, and again for a name that is not there:
 * at most every 10 s, or every second while it cannot be read. A set that cannot be read leaves the last one in use.
 */
final class PublicKeys {
    static final Duration BETWEEN_READS = Duration.ofSeconds(10);
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration MOST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 64 * 1024;
    private static final Logger log = LoggerFactory.getLogger(PublicKeys.class);

    private final URI location;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<String, byte[]> keys = Map.of();
    private Instant nextRead = Instant.MIN;
    private boolean readable = true;

    PublicKeys(URI location, Clock clock) {
        if (!"file".equals(location.getScheme())
                && !"http".equals(location.getScheme())
                && !"https".equals(location.getScheme())) {
            throw new IllegalArgumentException("token keys are at a file:, http: or https: location, not " + location);
        }
        this.location = location;
        this.clock = clock;
    }

    /** @throws WireException {@code unavailable} when it is not known and the set cannot be read */
    byte @Nullable [] get(String kid) {
        byte[] known = keys.get(kid);
        if (known != null) {
            return known;
        }
        reading.lock();
        try {
            if (!keys.containsKey(kid) && !clock.instant().isBefore(nextRead)) {
                readable = read();
                nextRead = clock.instant().plus(readable ? BETWEEN_READS : BETWEEN_TRIES);
            }
            if (!keys.containsKey(kid) && !readable) {
                throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
            }
            return keys.get(kid);
        } finally {
            reading.unlock();
        }
    }

    private boolean read() {
        try {
            JsonNode set = Json.MAPPER.readTree(text()).path("keys");
            if (!set.isArray()) {
                throw new IOException("no JWK Set");
            }
            Map<String, byte[]> read = new HashMap<>();
            for (JsonNode jwk : set) {
                String kid = jwk.path("kid").asString("");
                byte[] key = TokenKey.member(jwk, "x");
                if (!kid.isEmpty() && key != null && Ed25519.validatePublicKeyFull(key, 0)) {
                    read.put(kid, key);
                }
            }
            keys = Map.copyOf(read);
            return true;
        } catch (IOException | JacksonException e) {
            log.warn("Token keys cannot be read from {}: {}", location, e.toString());
            return false;
        }
    }

    private String text() throws IOException {
        if ("file".equals(location.getScheme())) {
            return Files.readString(Path.of(location));
        }
        try (HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(MOST_WAIT)
                .build()) {
            var pending = http.sendAsync(
                    HttpRequest.newBuilder(location).build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
            try {
                HttpResponse<String> response = pending.get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new IOException("HTTP status " + response.statusCode());
                }
                return response.body();
            } finally {
                // Otherwise close() waits for an answer that trickles.
                http.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + MOST_WAIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
