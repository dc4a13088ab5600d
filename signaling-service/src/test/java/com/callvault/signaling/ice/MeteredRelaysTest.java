package com.callvault.signaling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.testing.ManualClock;
import com.callvault.common.testing.TestIdentity;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Against a stand-in that answers as the provider documents. */
@ExtendWith(OutputCaptureExtension.class)
class MeteredRelaysTest {
    private static final String KEY = "planted canary";
    private static final Address ANN = TestIdentity.number(1).address();
    private static final String CREATED = """
            {"username":"u1","password":"p1","expiryInSeconds":600,"label":"l","apiKey":"k1"}""";
    private static final String SERVERS = """
            [{"urls":"stun:relay.test:80"},
             {"urls":"turn:relay.test:80","username":"other","credential":"other"},
             {"urls":"turn:relay.test:443?transport=tcp","username":"other","credential":"other"}]""";

    private record Answer(int status, String body) {}

    private record Asked(String method, String uri, String body) {}

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private volatile Answer creates = new Answer(200, CREATED);
    private volatile Answer lists = new Answer(200, SERVERS);
    private HttpServer provider;
    private MeteredRelays relays;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/api/v1/turn/credential", exchange -> answer(exchange, creates));
        provider.createContext("/api/v1/turn/credentials", exchange -> answer(exchange, lists));
        provider.start();
        URI api = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
        relays = new MeteredRelays(api, KEY, HttpClient.newHttpClient(), clock, meters);
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private List<IceServer> ask() {
        return relays.of(Relays.labelOf(ANN), clock.instant().plusSeconds(600));
    }

    @Test
    void everybodyGetsACredentialOfTheirOwnForTheProvidersServers() throws Exception {
        assertThat(ask())
                .containsExactly(
                        new IceServer(List.of("stun:relay.test:80"), null, null),
                        new IceServer(List.of("turn:relay.test:80", "turn:relay.test:443?transport=tcp"), "u1", "p1"));
        Asked create = asked.take();
        assertThat(create.method()).isEqualTo("POST");
        assertThat(create.uri()).isEqualTo("/api/v1/turn/credential?secretKey=planted+canary");
        assertThat(create.body())
                .contains("\"expiryInSeconds\":600", "\"label\":\"" + Relays.labelOf(ANN) + "\"")
                .doesNotContain(ANN.value());
        assertThat(asked.take().uri()).isEqualTo("/api/v1/turn/credentials?apiKey=k1");
    }

    @Test
    void whereItsServersAreIsAskedOnceAnHour() {
        ask();
        ask();
        assertThat(asked).extracting(Asked::method).containsExactly("POST", "GET", "POST");
        clock.advance(Duration.ofHours(1));
        ask();
        assertThat(asked).extracting(Asked::method).containsExactly("POST", "GET", "POST", "POST", "GET");
    }

    @Test
    void aWrongKeyIsToldOnceAndCountedEachTime(CapturedOutput output) {
        creates = new Answer(401, "{\"error\":\"Invalid API Key\"}");
        assertThat(ask()).isEmpty();
        assertThat(ask()).isEmpty();
        assertThat(count("refused")).isEqualTo(2);
        assertThat(output)
                .containsOnlyOnce("METERED_APP_NAME or METERED_SECRET_KEY is wrong")
                .doesNotContain("planted");
        creates = new Answer(200, CREATED);
        assertThat(ask()).hasSize(2);
        assertThat(output).containsOnlyOnce("gives credentials for its relays again");
    }

    @Test
    void whatItDoesNotDocumentIsNoAnswer() {
        for (Answer odd : List.of(
                new Answer(200, "<html>"),
                new Answer(200, "[]"),
                new Answer(200, "{\"username\":\"u\"}"),
                new Answer(302, ""),
                new Answer(500, CREATED))) {
            creates = odd;
            assertThat(ask()).as(odd.toString()).isEmpty();
        }
        creates = new Answer(200, CREATED);
        lists = new Answer(200, "[{\"urls\":\"https://evil.test\"},{\"urls\":7},null]");
        assertThat(ask()).isEmpty();
    }

    @Test
    void aProviderThatIsAwayCostsNobodyTheirCall(CapturedOutput output) {
        provider.stop(0);
        assertThat(ask()).isEmpty();
        assertThat(count("unreachable")).isEqualTo(1);
        assertThat(output).contains("so calls have none").doesNotContain("planted");
    }

    private double count(String outcome) {
        return meters.get("callvault.ice.provider")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
