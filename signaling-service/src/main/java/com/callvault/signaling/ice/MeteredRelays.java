package com.callvault.signaling.ice;

import com.callvault.common.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The relays of metered.ca. For each person a credential of their own is made there, which expires; where its servers are is asked
 * with that credential and kept for an hour. Its API wants the account's key in the address, so no address is ever logged.
 *
 * @see <a href="https://www.metered.ca/docs/turn-rest-api/post-create-credential">Create TURN Credential</a>
 * @see <a href="https://www.metered.ca/docs/turn-rest-api/get-credential">Get TURN Credential</a>
 */
final class MeteredRelays implements Relays {
    private static final Logger log = LoggerFactory.getLogger(MeteredRelays.class);
    /** Of both requests together; a browser waits for 3 s. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private static final Duration URLS_KEPT = Duration.ofHours(1);
    private static final int MOST_URLS = 20;

    private final URI api;
    private final String secretKey;
    private final HttpClient http;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile @Nullable Urls urls;

    MeteredRelays(URI api, String secretKey, HttpClient http, Clock clock, MeterRegistry meters) {
        this.api = api;
        this.secretKey = secretKey;
        this.http = http;
        this.clock = clock;
        this.meters = meters;
    }

    private record Urls(List<String> stun, List<String> turn, Instant until) {}

    private record Credential(String username, String password, String apiKey) {}

    /** What the provider says is no answer that its documentation knows; the message names no secret. */
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        final String why;

        Refusal(String why) {
            super(why);
            this.why = why;
        }
    }

    @Override
    public List<IceServer> of(String label, Instant expiresAt) {
        try {
            Instant deadline = clock.instant().plus(ANSWER_WITHIN);
            Credential credential = create(label, expiresAt, deadline);
            Urls known = urlsFor(credential, deadline);
            List<IceServer> servers = new ArrayList<>();
            if (!known.stun().isEmpty()) {
                servers.add(IceServer.stun(known.stun()));
            }
            servers.add(new IceServer(known.turn(), credential.username(), credential.password()));
            count("ok");
            if (failing.getAndSet(false)) {
                log.info("metered.ca gives credentials for its relays again");
            }
            return servers;
        } catch (Refusal e) {
            failed("refused", e.why);
        } catch (IOException e) {
            failed(
                    "unreachable",
                    "no answer within " + ANSWER_WITHIN.toSeconds() + " s: "
                            + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed("unreachable", "interrupted");
        }
        return List.of();
    }

    private Credential create(String label, Instant expiresAt, Instant deadline)
            throws IOException, InterruptedException {
        long seconds = Math.max(1, Duration.between(clock.instant(), expiresAt).toSeconds());
        String body = Json.MAPPER.writeValueAsString(Map.of("expiryInSeconds", seconds, "label", label));
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/api/v1/turn/credential", "secretKey", secretKey))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        JsonNode answer = ask(request, deadline, "METERED_APP_NAME or METERED_SECRET_KEY is wrong");
        return new Credential(text(answer, "username"), text(answer, "password"), text(answer, "apiKey"));
    }

    private Urls urlsFor(Credential credential, Instant deadline) throws IOException, InterruptedException {
        Urls known = urls;
        if (known != null && clock.instant().isBefore(known.until())) {
            return known;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        at("/api/v1/turn/credentials", "apiKey", credential.apiKey()))
                .GET();
        JsonNode answer = ask(request, deadline, "it does not know the credential that it has just made");
        List<String> stun = new ArrayList<>();
        List<String> turn = new ArrayList<>();
        for (JsonNode server : answer) {
            String url = server.path("urls").stringValue("");
            if (IceSettings.TURN.matcher(url).matches() && turn.size() < MOST_URLS) {
                turn.add(url);
            } else if (IceSettings.STUN.matcher(url).matches() && stun.size() < MOST_URLS) {
                stun.add(url);
            }
        }
        if (turn.isEmpty()) {
            throw new Refusal("its list of servers names no TURN server");
        }
        Urls found =
                new Urls(List.copyOf(stun), List.copyOf(turn), clock.instant().plus(URLS_KEPT));
        urls = found;
        return found;
    }

    private JsonNode ask(HttpRequest.Builder request, Instant deadline, String whenRefused)
            throws IOException, InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw new IOException("too late");
        }
        HttpResponse<byte[]> response = http.send(request.timeout(left).build(), BodyHandlers.ofByteArray());
        switch (response.statusCode()) {
            case 200 -> {
                try {
                    return Json.MAPPER.readTree(response.body());
                } catch (JacksonException e) {
                    throw new Refusal("its answer is not JSON");
                }
            }
            case 400, 401, 403, 404 -> throw new Refusal("HTTP " + response.statusCode() + ": " + whenRefused);
            default -> throw new Refusal("HTTP " + response.statusCode());
        }
    }

    private URI at(String path, String name, String value) {
        return api.resolve(path + "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String text(JsonNode answer, String name) throws Refusal {
        String value = answer.path(name).stringValue("");
        if (value.isEmpty()) {
            throw new Refusal("its answer has no " + name);
        }
        return value;
    }

    private void failed(String outcome, String why) {
        count(outcome);
        if (!failing.getAndSet(true)) {
            log.warn("metered.ca gives no credentials for its relays, so calls have none: {}", why);
        }
    }

    private void count(String outcome) {
        meters.counter("callvault.ice.provider", "outcome", outcome).increment();
    }
}
