package com.callvault.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api} over HTTP in one person's name. Calls block; safe for use by several threads. */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Server server;
    private final Supplier<String> token;

    Api(Server server, Supplier<String> token) {
        this.server = server;
        this.token = token;
    }

    /** In nobody's name. */
    public static Api anonymous(Server server) {
        return new Api(server, () -> "");
    }

    /** With whatever token. */
    public static Api withToken(Server server, String token) {
        return new Api(server, () -> token);
    }

    /** Status and, where the answer is JSON, its body; else an empty object. */
    public record Answer(int status, String contentType, JsonNode body) {
        public String code() {
            return body.path("code").asString("");
        }

        /** @throws IllegalStateException when the status is not of the 200s */
        public JsonNode ok() {
            if (status / 100 != 2) {
                throw new IllegalStateException("HTTP " + status + " " + code());
            }
            return body;
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer put(String path, ObjectNode body) {
        return send("PUT", path, body);
    }

    public Answer post(String path, ObjectNode body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** What a service worker does to speak for its device: {@code POST /api/token} with a proof of its own. */
    public Answer tokenFor(Device device, long iat) {
        var proof = device.identity()
                .sign(
                        "callvault-token+jws",
                        Json.object()
                                .put("aud", server.audience())
                                .put("device", device.id().toString())
                                .put("iat", iat)
                                .put("jti", UUID.randomUUID().toString()));
        return post("/api/token", Json.object().put("proof", proof));
    }

    private Answer send(String method, String path, @Nullable JsonNode body) {
        var request = HttpRequest.newBuilder(server.base().resolve(path)).timeout(TIMEOUT);
        var bearer = token.get();
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(Json.write(body)));
        }
        try {
            var response = server.http().send(request.build(), BodyHandlers.ofString());
            var contentType = response.headers().firstValue("Content-Type").orElse("");
            boolean json = contentType.contains("json") && !response.body().isEmpty();
            return new Answer(response.statusCode(), contentType, Json.parse(json ? response.body() : "{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
