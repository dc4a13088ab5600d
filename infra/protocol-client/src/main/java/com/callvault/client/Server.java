package com.callvault.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, and as whose page.
 *
 * @param base the public origin, with neither path nor trailing slash
 * @param audience what proofs name as {@code aud}: the page's origin
 * @param clock the client's own clock; {@code hello.time} corrects it
 * @param tls trust for a certificate of one's own, null for the system's
 * @param http shared by all who speak to this server
 */
public record Server(
        URI base, String audience, Clock clock, @Nullable SSLContext tls, HttpClient http) {

    public static Server at(URI base) {
        return new Server(base, base.toString(), Clock.systemUTC(), null, http(null));
    }

    public static Server at(URI base, SSLContext tls) {
        return new Server(base, base.toString(), Clock.systemUTC(), tls, http(tls));
    }

    private static HttpClient http(@Nullable SSLContext tls) {
        // HTTP/2 upgrade headers on plain HTTP only cost a round of parsing.
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        return tls == null ? builder.build() : builder.sslContext(tls).build();
    }

    URI socket() {
        return URI.create(base.toString().replaceFirst("^http", "ws") + "/ws");
    }
}
