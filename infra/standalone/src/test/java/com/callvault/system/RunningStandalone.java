package com.callvault.system;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.callvault.client.Json;
import com.callvault.client.Server;
import com.callvault.infra.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One {@code java -jar callvault.jar} on free ports and a data folder of its own. It can be killed and started again on
 * the same folder and port. What it prints lies in {@code target/standalone-PORT.log}, and beside it, once it is closed,
 * its own log.
 */
final class RunningStandalone implements AutoCloseable {
    private static final Path JAR = Path.of("target/callvault/callvault.jar").toAbsolutePath();
    /** As the launcher starts it, but for the compiler. */
    private static final Path JVM_OPTIONS = Path.of("jvm.options").toAbsolutePath();

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path data;
    private final int port;
    private final int managementPort;
    private List<String> settings;
    private final Server server;
    private @Nullable Process process;

    private RunningStandalone(List<String> settings) throws IOException {
        this.data = Files.createTempDirectory("callvault-it-");
        this.port = LoopbackPorts.findRow(4);
        this.managementPort = port + 1;
        this.settings = settings;
        this.server = Server.at(URI.create("http://localhost:" + port));
    }

    private static final class Shared {
        /** Rings for 15 s instead of 45, so that nobody answering can be waited for. */
        static final RunningStandalone INSTANCE = launch("callvault.call.ring-timeout=15s");

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop-standalone"));
        }
    }

    /** The one that all tests share which break nothing. */
    static RunningStandalone shared() {
        return Shared.INSTANCE;
    }

    /** One of a test's own, with settings that differ from the shipped ones. */
    static RunningStandalone launch(String... settings) {
        RunningStandalone launched;
        try {
            launched = new RunningStandalone(List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            launched.start();
            return launched;
        } catch (RuntimeException e) {
            launched.close();
            throw e;
        }
    }

    Server server() {
        return server;
    }

    /** Starts with these settings in place of those before, and waits until it is healthy. */
    void start(String... others) {
        settings = List.of(others);
        start();
    }

    /** Starts, and waits until it is healthy. */
    void start() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + JVM_OPTIONS);
        // None of them lives long enough to earn the optimizing compiler, and a start takes half the processor time.
        command.add("-XX:TieredStopAtLevel=1");
        // The people of these tests do not know each other, and what they see of a call is what is looked at.
        command.add("-Dcallvault.policy.strangers-see-progress=true");
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", JAR.toString(), "--port", String.valueOf(port), "--data", data.toString()));
        command.addAll(List.of("--management-port", String.valueOf(managementPort)));
        var log = Path.of("target", "standalone-" + port + ".log").toFile();
        try {
            // A killed one leaves its own behind, and its ports are not those of the next.
            Files.deleteIfExists(endpoints());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("standalone on port " + port + " is healthy, see " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .failFast("standalone has ended, see " + log, () -> !running().isAlive())
                .ignoreExceptions()
                .until(this::healthy);
    }

    private boolean healthy() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.base().resolve("/api/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        var response = server.http().send(request, BodyHandlers.ofString());
        return Files.exists(endpoints())
                && response.statusCode() == 200
                && Json.parse(response.body()).path("status").asString("").equals("up");
    }

    /** {@code kill -9}: nothing gets to say good-bye. */
    void kill() {
        var killed = running();
        killed.destroyForcibly();
        try {
            if (!killed.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("standalone outlived its kill");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String kafka() {
        return endpoint("kafka");
    }

    /** The Prometheus page of one service. */
    String metrics(String service) {
        var uri = URI.create(endpoint(service + ".management") + "/prometheus");
        try {
            var response = server.http().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("HTTP " + response.statusCode() + " from " + uri);
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the process says of itself: where Kafka listens, and the management ports. */
    private String endpoint(String name) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(endpoints())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(endpoints() + " does not name " + name);
        }
        return value;
    }

    private Path endpoints() {
        return data.resolve("endpoints.properties");
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    /** Ends it as Ctrl-C would, its stores with it, and forgets its data. */
    @Override
    public void close() {
        var stopping = running();
        stopping.destroy();
        try {
            boolean stopped = stopping.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            if (!stopped) {
                stopping.destroyForcibly().waitFor();
            }
            endStoresLeftBehind();
            deleteData();
            if (!stopped) {
                throw new IllegalStateException("standalone did not stop within " + STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that was killed leaves its stores running; their programs lie in its data folder, which no next start reads. */
    private void endStoresLeftBehind() {
        var left = ProcessHandle.allProcesses()
                .filter(other -> other.info().command().orElse("").startsWith(data.toString()))
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(other ->
                other.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join());
    }

    private void deleteData() throws IOException {
        var log = data.resolve("logs").resolve("callvault.log");
        if (Files.exists(log)) {
            Files.copy(log, Path.of("target", "standalone-" + port + "-callvault.log"), REPLACE_EXISTING);
        }
        try (Stream<Path> paths = Files.walk(data)) {
            for (var path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
