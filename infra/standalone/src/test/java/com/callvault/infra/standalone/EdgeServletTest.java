package com.callvault.infra.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeServletTest {

    private final Map<Service, HttpServer> services = new ConcurrentHashMap<>();
    private final Map<String, List<String>> seen = new ConcurrentHashMap<>();
    private final Server edge = new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        var context = new ServletContextHandler();
        for (var service : List.of(Service.SIGNALING, Service.MESSAGING)) {
            var upstream = service(service);
            services.put(service, upstream);
            var holder = new ServletHolder(new EdgeServlet(
                    Targets.only("http://127.0.0.1:" + upstream.getAddress().getPort())));
            holder.setInitParameter("maxThreads", "8");
            holder.setAsyncSupported(true);
            ApiRoute.mappingsOf(service).forEach(path -> context.addServlet(holder, path));
        }
        edge.setHandler(context);
        edge.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        edge.stop();
        services.values().forEach(service -> service.stop(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/calls, signaling",
        "/api/calls?limit=2&next=a%20b, signaling",
        "/api/calls/0198f0a2-0000-7000-8000-000000000000/reject, signaling",
        "/api/contacts/call:abc, signaling",
        "/api/devices/0198f0a2-0000-7000-8000-000000000000/revoke, signaling",
        "/api/links/0123456789, signaling",
        "/api/account, signaling",
        "/api/blocklist, signaling",
        "/api/policy, signaling",
        "/api/turn-config, signaling",
        "/api/diagnostics/ice, signaling",
        "/api/conversations, messaging",
        "/api/search?q=x%20y, messaging",
        "/api/conversations/dm:abc/messages?after=1, messaging",
    })
    void aPathGoesToItsOwner(String path, String owner) throws Exception {
        assertThat(send(request(path).GET()).body()).isEqualTo(owner + " GET " + path);
    }

    @ParameterizedTest
    @CsvSource({"/api/health", "/api/token", "/api/callsign", "/api", "/"})
    void whatIsNotListedIsNotTheEdges(String path) throws Exception {
        assertThat(send(request(path).GET()).statusCode()).isEqualTo(404);
    }

    @Test
    void bodiesAndCredentialsPass() throws Exception {
        var response = send(request("/api/contacts/call:abc")
                .header("Authorization", "Bearer token")
                .PUT(BodyPublishers.ofString("{\"name\":\"Ada\"}")));
        assertThat(response.body()).isEqualTo("signaling PUT /api/contacts/call:abc{\"name\":\"Ada\"}");
        assertThat(seen.get("authorization")).containsExactly("Bearer token");
    }

    @Test
    void theBodyOfADeletionPasses() throws Exception {
        var response =
                send(request("/api/account").method("DELETE", BodyPublishers.ofString("{\"deletion\":\"signed\"}")));
        assertThat(response.body()).isEqualTo("signaling DELETE /api/account{\"deletion\":\"signed\"}");
    }

    @Test
    void whatAClientSaysOfTheWayIsNotPassedOn() throws Exception {
        send(request("/api/calls")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Proto", "gopher")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Port", "6")
                .header("Forwarded", "for=6.6.6.6")
                .GET());
        assertThat(seen.get("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(seen.get("x-forwarded-proto")).containsExactly("http");
        assertThat(seen.get("x-forwarded-host")).containsExactly("127.0.0.1:" + port());
        assertThat(seen).doesNotContainKeys("forwarded", "x-forwarded-port");
    }

    @Test
    void aServiceThatIsAwayIsUnavailableAndTheOtherIsNot() throws Exception {
        Optional.ofNullable(services.get(Service.SIGNALING)).orElseThrow().stop(0);
        var response = send(request("/api/calls").GET());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(response.body()).contains("\"code\":\"unavailable\"", "\"retryable\":true");
        assertThat(send(request("/api/conversations").GET()).statusCode()).isEqualTo(200);
    }

    private HttpServer service(Service service) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestHeaders().forEach((name, values) -> seen.put(name.toLowerCase(Locale.ROOT), values));
            var body = exchange.getRequestBody().readAllBytes();
            var answer = "%s %s %s%s"
                    .formatted(
                            service.id(),
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            new String(body, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private int port() {
        return ((ServerConnector) edge.getConnectors()[0]).getLocalPort();
    }
}
