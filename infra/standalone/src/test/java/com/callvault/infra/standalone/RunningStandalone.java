package com.callvault.infra.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.callvault.system.ProcessMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The executable jar as a process of its own, as {@code ./callvault up} starts it. */
final class RunningStandalone implements AutoCloseable {

    private static final Path JAR = Path.of("target", "callvault", "callvault.jar");
    private static final Path JVM_OPTIONS = Path.of("jvm.options");
    private static final Pattern READY =
            Pattern.compile("CallVault is ready at (\\S+) \\(data in .*, ([0-9.]+) s\\)\\. Ctrl-C stops it\\.");

    final URI origin;
    final Duration startedIn;
    final List<String> console;
    private final Path data;
    private final Process process;
    private final BufferedReader output;

    private RunningStandalone(Path data, Process process, BufferedReader output, List<String> console) {
        var ready = READY.matcher(console.getLast());
        if (!ready.matches()) {
            process.destroyForcibly();
            throw new AssertionError("it did not become ready:\n" + String.join("\n", console) + "\n" + log(data));
        }
        this.data = data;
        this.process = process;
        this.output = output;
        this.console = console;
        this.origin = URI.create(ready.group(1));
        this.startedIn = Duration.ofMillis(Math.round(Double.parseDouble(ready.group(2)) * 1000));
    }

    /** Waits until it says that it is ready; fails with the console and the log if it ends before. */
    static RunningStandalone start(Path data, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + JVM_OPTIONS,
                "-jar",
                JAR.toString(),
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = process.inputReader(UTF_8);
        var console = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            console.add(line);
            if (line.contains(" is ready ")) {
                break;
            }
        }
        return new RunningStandalone(data, process, output, console.isEmpty() ? List.of("nothing") : console);
    }

    Properties endpoints() throws IOException {
        var endpoints = new Properties();
        try (var file = Files.newBufferedReader(data.resolve("endpoints.properties"))) {
            endpoints.load(file);
        }
        return endpoints;
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The proportional share of this process and the two servers: shared pages count once (Linux alone tells). */
    long memoryBytes() throws IOException {
        var kib = 0L;
        for (var one : Stream.concat(Stream.of(process.toHandle()), storeProcesses().stream())
                .flatMap(found -> Stream.concat(Stream.of(found), found.descendants()))
                .distinct()
                .toList()) {
            kib += ProcessMemory.kib(one);
        }
        return kib << 10;
    }

    /** The servers that its process ids in the data folder name, those that are alive. */
    List<ProcessHandle> storeProcesses() throws IOException {
        var found = new ArrayList<ProcessHandle>();
        for (var file : List.of("postgres/postmaster.pid", "redis/redis.pid")) {
            if (Files.exists(data.resolve(file))) {
                ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve(file))
                                .getFirst()
                                .strip()))
                        .filter(process -> process.info().command().isPresent())
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Takes it down as a power cut of the process would; its servers stay. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Presses Ctrl-C; returns how long it took to end. */
    Duration interrupt() throws IOException, InterruptedException {
        var begin = System.nanoTime();
        new ProcessBuilder("kill", "-" + signal(), String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end within 30 s\n" + log(data));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    int exitValue() {
        return process.exitValue();
    }

    /** What the console shows after the line that says that it is ready. */
    List<String> restOfConsole() {
        return output.lines().toList();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            output.close();
        }
    }

    /** A build that a shell started in the background ignores SIGINT, and so do its children. */
    private static String signal() throws IOException {
        var status = Path.of("/proc/self/status");
        var ignored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        return ignored ? "TERM" : "INT";
    }

    private static String log(Path data) {
        try {
            return Files.readString(data.resolve("logs").resolve("callvault.log"));
        } catch (IOException e) {
            return "there is no log";
        }
    }
}
