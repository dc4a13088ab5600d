package com.callvault.infra.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** One data folder through the life that it has: made, killed, found again, stopped, opened to the network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class StandaloneIT {

    private static final long MEMORY = 1_536L << 20;

    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    StandaloneIT(@TempDir Path temp) {
        data = temp.resolve("data of mine");
    }

    @AfterAll
    void close() {
        client.close();
    }

    @Test
    @Order(1)
    void everythingAnswersBehindOneOrigin() throws Exception {
        try (var callvault = RunningStandalone.start(data)) {
            tell("first start", callvault);
            assertThat(get(callvault.origin.resolve("/api/health")).body()).contains("up");
            assertThat(get(callvault.origin.resolve("/.well-known/jwks.json")).body())
                    .contains("\"keys\"", "Ed25519")
                    .doesNotContain("\"d\"");
            for (var path : List.of("/api/calls", "/api/contacts", "/api/turn-config", "/api/conversations")) {
                var answer = get(callvault.origin.resolve(path));
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.body()).as(path).contains("not_authenticated");
            }
            for (var service : Service.values()) {
                var actuator = callvault.endpoints().getProperty(service.id() + ".management");
                assertThat(get(URI.create(actuator + "/health")).body())
                        .as(actuator)
                        .contains("UP");
                assertThat(get(URI.create(actuator + "/prometheus")).body())
                        .as(actuator)
                        .contains("jvm_memory_used_bytes");
            }
            try (var admin = Admin.create(Map.<String, Object>of(
                    "bootstrap.servers", callvault.endpoints().getProperty("kafka")))) {
                assertThat(admin.listTopics().names().get())
                        .contains("callvault.calls.commands", "callvault.chat.commands");
            }
            try (var database = database(callvault);
                    var statement = database.createStatement()) {
                statement.execute("create table kept (value text)");
                statement.execute("insert into kept values ('value')");
            }
            assertThat(callvault.console).as("one line says that it is ready").hasSize(1 + 3 + 3 + 1);
            for (var secret : List.of("keys/token-key.json", "stores-password")) {
                assertThat(Files.getPosixFilePermissions(data.resolve(secret)))
                        .as(secret)
                        .isEqualTo(PosixFilePermissions.fromString("r--------"));
            }

            callvault.kill();
            assertThat(callvault.storeProcesses())
                    .as("servers that it leaves behind")
                    .hasSize(2);
        }
    }

    @Test
    @Order(2)
    void aStartAfterAKillEndsWhatWasLeftAndHasEverything() throws Exception {
        try (var callvault = RunningStandalone.start(data)) {
            tell("start after kill -9", callvault);
            try (var database = database(callvault);
                    var statement = database.createStatement();
                    var rows = statement.executeQuery("select value from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("value");
            }
            assertThat(callvault.memoryBytes()).isLessThan(MEMORY);

            var took = callvault.interrupt();
            System.out.printf("[standalone] stops within %.1f s%n", took.toMillis() / 1e3);
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(callvault.exitValue()).as("ended by the signal").isIn(130, 143);
            assertThat(callvault.restOfConsole()).isEmpty();
            assertThat(callvault.storeProcesses()).isEmpty();
        }
    }

    @Test
    @Order(3)
    void othersOnTheNetworkJoinByTls() throws Exception {
        try (var callvault = RunningStandalone.start(data, "--host", "127.0.0.2", "--tls")) {
            tell("start with TLS", callvault);
            assertThat(callvault.origin.toString()).startsWith("https://127.0.0.2:");
            try (var trusting =
                    HttpClient.newBuilder().sslContext(trustTheMadeOne()).build()) {
                for (var host : List.of("127.0.0.2", "127.0.0.1", "localhost")) {
                    var health = URI.create("https://" + host + ":" + callvault.origin.getPort() + "/api/health");
                    assertThat(trusting.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                                    .statusCode())
                            .as(host)
                            .isEqualTo(200);
                }
            }
        }
    }

    private static void tell(String what, RunningStandalone callvault) throws IOException {
        System.out.printf(
                "[standalone] %s: %.1f s, %.1f s of processor time, %d MiB with its stores%n",
                what,
                callvault.startedIn.toMillis() / 1e3,
                callvault.processorTime().toMillis() / 1e3,
                callvault.memoryBytes() >> 20);
    }

    private Connection database(RunningStandalone callvault) throws IOException, SQLException {
        return DriverManager.getConnection(
                callvault.endpoints().getProperty("postgres") + "messaging",
                "callvault",
                Files.readString(data.resolve("stores-password")).strip());
    }

    private SSLContext trustTheMadeOne() throws Exception {
        var password = Files.readString(data.resolve("tls/password")).strip().toCharArray();
        var made = KeyStore.getInstance(data.resolve("tls/server.p12").toFile(), password);
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("callvault", made.getCertificate("callvault"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
