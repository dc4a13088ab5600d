package com.callvault.chaos;

import com.callvault.client.Json;
import com.callvault.client.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A cluster of this run's own, as {@code ./callvault cluster} starts it; spoken to by what its {@code processes.json} says. */
final class ClusterProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(6);

    private final Path data;
    private final Process process;
    private final Server server;

    private ClusterProcess(Path data, Process process, Server server) {
        this.data = data;
        this.process = process;
        this.server = server;
    }

    /**
     * Waits until it is ready.
     *
     * @param command the launcher's, up to the options
     * @throws IOException if it does not become ready; its console lies in {@code console.txt}
     */
    static ClusterProcess start(List<String> command, int port, Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        var console = data.resolve("console.txt");
        var words = new ArrayList<>(command);
        var folder = data.resolve("cluster");
        words.addAll(List.of("--port", String.valueOf(port), "--management-port", String.valueOf(port + 1)));
        words.addAll(List.of("--data", folder.toString()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(console.toFile());
        // Few people place many calls here, and how many they may place is not what is tried.
        builder.environment().put("CALLVAULT_LIMIT_CALLSPERMINUTE", "100000");
        builder.environment().put("CALLVAULT_LIMIT_CALLSPERPAIRPERMINUTE", "100000");
        var process = builder.start();
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(console).contains(" is ready ")) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroy();
                throw new IOException("the cluster did not become ready, see " + console);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return new ClusterProcess(folder, process, Server.at(URI.create("http://localhost:" + port)));
    }

    Server server() {
        return server;
    }

    String kafka() throws IOException {
        return file().path("kafka").asString();
    }

    /** Names of the parts of this kind: {@code gateway-1}, {@code gateway-2}; of one that there is once, its own. */
    List<String> parts(String kind) throws IOException {
        var names = new ArrayList<String>();
        for (var part : file().path("parts")) {
            var name = part.path("name").asString();
            if (name.equals(kind) || name.startsWith(kind + "-")) {
                names.add(name);
            }
        }
        return names;
    }

    /** @throws IOException if it could not be done */
    void perform(String action, String part) throws IOException, InterruptedException {
        var control = file().path("control");
        var request = HttpRequest.newBuilder(URI.create(
                        "%s/parts/%s/%s".formatted(control.path("uri").asString(), part, action)))
                .header("Authorization", "Bearer " + control.path("token").asString())
                .POST(BodyPublishers.noBody())
                .build();
        var answer = server.http().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body().strip());
        }
    }

    /** What Redis would read at its next start. */
    void emptyRedis() throws IOException {
        Files.deleteIfExists(data.resolve("stores/redis/appendonly.aof"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode file() throws IOException {
        return Json.parse(Files.readString(data.resolve("processes.json")));
    }
}
