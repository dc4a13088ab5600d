package com.callvault.system;

import com.callvault.client.Json;
import com.callvault.client.Server;
import com.callvault.infra.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** {@code ./callvault cluster} as it is started, on free ports; what it knows of the parts is what their file says. */
final class RunningCluster implements AutoCloseable {
    private static final Path JAR = Path.of("target/callvault/callvault.jar").toAbsolutePath();
    private static final Path JVM_OPTIONS = Path.of("jvm.options").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(6);
    private static final int PORTS = 40;

    private final Path data;
    private final Process process;
    private final List<String> console = new CopyOnWriteArrayList<>();
    private final Server server;

    private RunningCluster(Path data, int port, String... options) throws IOException {
        this.data = data;
        this.server = Server.at(URI.create("http://localhost:" + port));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + JVM_OPTIONS,
                // Passed on to the parts. None of them lives long enough to earn the optimizing compiler.
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-Xmx64m",
                "-cp",
                JAR.toString(),
                "com.callvault.infra.cluster.Cluster",
                "--port",
                String.valueOf(port),
                "--management-port",
                String.valueOf(port + 1),
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(console::add));
    }

    /** Waits until it says that it is ready. */
    static RunningCluster start(Path data, String... options) throws IOException {
        var cluster = new RunningCluster(data, LoopbackPorts.findRow(PORTS), options);
        try {
            Awaitility.await("the cluster is ready")
                    .atMost(START)
                    .failFast(() -> {
                        if (!cluster.process.isAlive()) {
                            throw new AssertionError("it has ended: " + cluster.console);
                        }
                    })
                    .until(() -> cluster.console.stream().anyMatch(line -> line.contains(" is ready ")));
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    Server server() {
        return server;
    }

    List<String> console() {
        return List.copyOf(console);
    }

    String kafka() {
        return file().path("kafka").asString();
    }

    /** Of one part, by its name; empty while it does not run. */
    OptionalLong pid(String part) {
        for (var one : file().path("parts")) {
            if (one.path("name").asString().equals(part) && one.has("pid")) {
                return OptionalLong.of(one.path("pid").asLong());
            }
        }
        return OptionalLong.empty();
    }

    String state(String part) {
        for (var one : file().path("parts")) {
            if (one.path("name").asString().equals(part)) {
                return one.path("state").asString();
            }
        }
        return "unknown";
    }

    /** Does to a part what its name says, and waits until it is done. */
    String perform(String action, String part) {
        var control = file().path("control");
        var request = HttpRequest.newBuilder(
                        URI.create(control.path("uri").asString() + "/parts/" + part + "/" + action))
                .header("Authorization", "Bearer " + control.path("token").asString())
                .POST(BodyPublishers.noBody())
                .build();
        try {
            var answer = server.http().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(action + " " + part + ": " + answer.body());
            }
            return answer.body().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as Ctrl-C does; returns how long that took. */
    Duration stop() throws InterruptedException {
        var begin = System.nanoTime();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end within 60 s");
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Every live process on whose command line this cluster's folder stands. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().command().isPresent())
                .filter(one -> one.info().commandLine().orElse("").contains(data.toString()))
                .toList();
    }

    /** Resident memory, shared pages counted once (Linux alone tells), and processor time so far. */
    String costs() throws IOException {
        var kib = 0L;
        var cpu = Duration.ZERO;
        for (var one : processes()) {
            cpu = cpu.plus(one.info().totalCpuDuration().orElse(Duration.ZERO));
            kib += ProcessMemory.kib(one);
        }
        return "%d processes, %d MiB, %.0f s of processor time"
                .formatted(processes().size(), kib >> 10, cpu.toMillis() / 1e3);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        processes().forEach(ProcessHandle::destroyForcibly);
        Awaitility.await("its processes are gone")
                .atMost(Duration.ofSeconds(20))
                .until(() -> processes().isEmpty());
    }

    private JsonNode file() {
        try {
            return Json.parse(Files.readString(data.resolve("processes.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
