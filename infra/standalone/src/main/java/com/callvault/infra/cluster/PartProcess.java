package com.callvault.infra.cluster;

import com.callvault.infra.embedded.Processes;
import com.callvault.infra.standalone.StartException;
import com.callvault.infra.standalone.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One part: a child of this process, with its files in the folder {@code parts}. Its end is told to a listener when nobody
 * asked for it.
 */
final class PartProcess implements Controlled {

    /** What a part may take to stop before it is killed; a gateway drains for up to 5 s. */
    static final Duration STOPS_WITHIN = Duration.ofMillis(6500);

    /** On a machine that starts everything at once, and does much else. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    private final String name;
    private final OptionalInt port;
    private final OptionalInt managementPort;
    private final Path folder;
    private final Path logs;
    private final Consumer<PartProcess> changed;
    private volatile @Nullable Process process;
    private volatile State state = State.STOPPED;
    private volatile long startedAt;

    /**
     * @param folder where its file of arguments already lies
     * @param changed is told each new state, on any thread
     */
    PartProcess(
            String name,
            OptionalInt port,
            OptionalInt managementPort,
            Path folder,
            Path logs,
            Consumer<PartProcess> changed) {
        this.name = name;
        this.port = port;
        this.managementPort = managementPort;
        this.folder = folder;
        this.logs = logs;
        this.changed = changed;
    }

    static Path commandFile(Path folder, String name) {
        return folder.resolve(name + ".args");
    }

    static Path pidFile(Path folder, String name) {
        return folder.resolve(name + ".pid");
    }

    static Path readyFile(Path folder, String name) {
        return folder.resolve(name + ".ready");
    }

    /** The processes of a cluster whose supervisor was killed, by the parts' names. */
    static List<ProcessHandle> leftBehind(Path folder, List<String> names) throws IOException {
        var left = new ArrayList<ProcessHandle>();
        for (var name : names) {
            Processes.find(pidFile(folder, name), commandFile(folder, name).toString())
                    .ifPresent(left::add);
        }
        return left;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public OptionalLong pid() {
        var running = process;
        return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
    }

    @Override
    public OptionalInt port() {
        return port;
    }

    @Override
    public OptionalInt managementPort() {
        return managementPort;
    }

    @Override
    public Path log() {
        return logs.resolve(name + ".log");
    }

    /** What it wrote before its log was open, and what the virtual machine itself has to say. */
    Path output() {
        return logs.resolve(name + ".out");
    }

    /** How it ended; 128 and the signal's number where a signal ended it. */
    int exitCode() {
        var ended = process;
        return ended == null || ended.isAlive() ? 0 : ended.exitValue();
    }

    /** Since its last start. */
    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    @Override
    public void start() throws InterruptedException {
        begin();
        awaitReady();
    }

    /** Starts it and does not wait; nothing happens if it runs. */
    synchronized void begin() {
        if (pid().isPresent()) {
            return;
        }
        try {
            Files.deleteIfExists(readyFile(folder, name));
            var started = new ProcessBuilder(CommandFile.command(commandFile(folder, name)))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output().toFile())
                    .start();
            process = started;
            startedAt = System.nanoTime();
            Files.writeString(pidFile(folder, name), started.pid() + "\n");
            become(State.STARTING);
            var unused = started.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what it has told when it became ready. */
    Map<String, String> awaitReady() throws InterruptedException {
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        var file = readyFile(folder, name);
        while (!Files.exists(file)) {
            if (pid().isEmpty()) {
                throw didNotStart("it ended with exit code %d.".formatted(exitCode()));
            }
            if (System.nanoTime() > until) {
                throw didNotStart("it is not ready after %d s.".formatted(STARTS_WITHIN.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        synchronized (this) {
            if (state == State.STARTING) {
                become(State.RUNNING);
            }
        }
        try {
            return Ready.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        var running = askToStop();
        if (running != null && !running.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Sends SIGTERM; what comes of it is no death any more. */
    synchronized @Nullable Process askToStop() {
        become(State.STOPPED);
        var running = process;
        if (running != null) {
            running.destroy();
        }
        return running;
    }

    private synchronized void ended(Process which) {
        if (which.equals(process) && state != State.STOPPED) {
            become(State.DIED);
        }
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            changed.accept(this);
        }
    }

    /** With its own sentence where it had one. */
    private StartException didNotStart(String otherwise) {
        String said = otherwise;
        try (var lines = Files.lines(output())) {
            said = lines.filter(line -> line.endsWith("."))
                    .reduce((first, last) -> last)
                    .orElse(otherwise);
        } catch (IOException | UncheckedIOException e) {
            // Its log is named all the same.
        }
        return StartFailure.PART.with(name, said, log());
    }
}
