package com.callvault.bench;

import com.callvault.client.Json;
import com.callvault.client.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server of this run's own, as {@code ./callvault up} starts it, and what its processes use. */
final class ServerProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private static final Pattern PART = Pattern.compile("/parts/([a-z]+)(-[0-9]+)?\\.args");

    private static final int PORT_LINE = 3;

    private final Path data;
    private final Process process;
    private final Server server;

    private ServerProcess(Path data, Process process, Server server) {
        this.data = data;
        this.process = process;
        this.server = server;
    }

    /**
     * Waits until it is ready.
     *
     * @param command the launcher's, up to the options
     * @param environment what it is told beyond its own
     * @throws IOException if it does not become ready; what it said is in the message
     */
    static ServerProcess start(List<String> command, Map<String, String> environment, int port, Path data)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        var console = data.resolve("console.txt");
        var folder = data.resolve("server");
        var words = new ArrayList<>(command);
        words.addAll(List.of("--port", String.valueOf(port), "--data", folder.toString()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(console.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(console).contains(" is ready ")) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroy();
                throw new IOException(
                        "The server did not become ready. It said:%n%s".formatted(Files.readString(console)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new ServerProcess(folder, process, Server.at(URI.create("http://localhost:" + port)));
    }

    Server server() {
        return server;
    }

    /**
     * One part of a cluster by itself, without the edge, whose two descriptors for each connection are not the part's.
     *
     * @throws IOException if no part of this kind runs
     */
    Server part(String kind) throws IOException {
        var parts = Json.parse(Files.readString(data.resolve("processes.json"))).path("parts");
        for (var part : parts) {
            if (part.path("name").asString("").matches(kind + "(-[0-9]+)?")) {
                var at = URI.create("http://127.0.0.1:" + part.path("port").asInt());
                return new Server(at, server.audience(), server.clock(), server.tls(), server.http());
            }
        }
        throw new IOException("no part of the cluster is a " + kind);
    }

    /** Processor time since its start of each kind of process: the server's own, and each store's that is one of its own. */
    Map<String, Duration> processorTime() {
        var times = new TreeMap<String, Duration>();
        processes()
                .forEach(each ->
                        times.merge(kind(each), each.info().totalCpuDuration().orElse(Duration.ZERO), Duration::plus));
        return times;
    }

    /** The stores' servers are no children of it, so that they outlive a crash; they name its folder, as it does. */
    private Stream<ProcessHandle> processes() {
        var self = ProcessHandle.current().pid();
        Set<ProcessHandle> named = ProcessHandle.allProcesses()
                .filter(each -> each.pid() != self)
                .filter(each -> each.info().commandLine().orElse("").contains(data.toString()))
                .collect(Collectors.toSet());
        return Stream.concat(named.stream(), named.stream().flatMap(ProcessHandle::descendants))
                .distinct();
    }

    /** One of a cluster's parts is known by the file of its arguments. */
    private static String kind(ProcessHandle process) {
        var part = PART.matcher(process.info().commandLine().orElse(""));
        if (part.find()) {
            return part.group(1);
        }
        var program = Path.of(process.info().command().orElse("other")).getFileName();
        return program.toString().equals("java") ? "server" : program.toString().replaceFirst("-.*", "");
    }

    /** One of the databases that the server has made for its services. */
    Connection database(String name) throws IOException, SQLException {
        var stores = Files.isDirectory(data.resolve("stores")) ? data.resolve("stores") : data;
        var port = Files.readAllLines(stores.resolve("postgres/postmaster.pid")).get(PORT_LINE);
        var password = Files.readString(stores.resolve("stores-password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, name), "callvault", password);
    }

    /**
     * Resident memory of the processes of this kind, in bytes.
     *
     * @throws IOException where there is no {@code /proc}, or no {@code jcmd}
     */
    long memoryAfterCollection(String kind) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var bytes = 0L;
        for (var each :
                processes().filter(process -> kind(process).equals(kind)).toList()) {
            new ProcessBuilder(jcmd, String.valueOf(each.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            for (var line : Files.readAllLines(Path.of("/proc", String.valueOf(each.pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    bytes += Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
