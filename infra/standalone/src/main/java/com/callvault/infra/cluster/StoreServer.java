package com.callvault.infra.cluster;

import com.callvault.infra.embedded.Processes;
import com.callvault.infra.standalone.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL or Redis, which the part {@code stores} has started as a process of its own. It can be killed, frozen and started
 * again alone, with what it finds in its folder.
 */
final class StoreServer implements Controlled {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Path pidFile;
    private final Path log;
    private final int port;
    private final List<String> command;
    private final Consumer<StoreServer> ended;
    private @Nullable ProcessHandle handle;
    private boolean asked;

    private StoreServer(
            String name,
            Path pidFile,
            Path log,
            int port,
            List<String> command,
            ProcessHandle handle,
            Consumer<StoreServer> ended) {
        this.name = name;
        this.pidFile = pidFile;
        this.log = log;
        this.port = port;
        this.command = List.copyOf(command);
        this.handle = handle;
        this.ended = ended;
    }

    /**
     * One that runs now.
     *
     * @param command starts it again, and leaves it in the background
     * @param ended is told each end of it, asked for or not
     */
    static StoreServer running(
            String name, Path pidFile, Path log, int port, List<String> command, Consumer<StoreServer> ended)
            throws IOException {
        var handle = Processes.find(pidFile, folder(pidFile))
                .orElseThrow(() -> new IOException(name + " does not run, " + pidFile));
        var server = new StoreServer(name, pidFile, log, port, command, handle, ended);
        server.watch(handle);
        return server;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized State state() {
        if (pid().isPresent()) {
            return State.RUNNING;
        }
        return asked ? State.STOPPED : State.DIED;
    }

    @Override
    public synchronized OptionalLong pid() {
        return handle != null && Processes.isAlive(handle) ? OptionalLong.of(handle.pid()) : OptionalLong.empty();
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.of(port);
    }

    @Override
    public OptionalInt managementPort() {
        return OptionalInt.empty();
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public synchronized void start() throws InterruptedException {
        if (pid().isPresent()) {
            return;
        }
        try {
            // A process that was killed lives on for PostgreSQL, which looks at its id, until somebody reaps it.
            Files.deleteIfExists(pidFile);
            var code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            var until = System.nanoTime() + STARTS_WITHIN.toNanos();
            handle = null;
            while (code == 0 && handle == null && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(20);
                handle = Processes.find(pidFile, folder(pidFile)).orElse(null);
            }
            asked = false;
            if (handle != null) {
                watch(handle);
            } else {
                throw StartFailure.PART.with(name, "it ended with exit code %d.".formatted(code), log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stop() {
        asked = true;
        try {
            if (handle != null) {
                Processes.end(handle, Duration.ofSeconds(5));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch(ProcessHandle running) {
        var unused = running.onExit().thenRun(() -> ended.accept(this));
    }

    /** Its folder stands on its command line. */
    private static String folder(Path pidFile) {
        return pidFile.resolveSibling("").toString().replaceAll("/$", "");
    }
}
