package com.callvault.infra.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts server processes, and finds and ends those of a folder. */
public final class Processes {

    private Processes() {}

    /** Runs a command to its end, its output appended to {@code log}; returns its exit code. */
    static int run(Path log, Duration atMost, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("%s did not end within %d s".formatted(command.getFirst(), atMost.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + command.getFirst() + " runs");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /**
     * The live process whose id is the first line of {@code pidFile}, if it is ours. Ids are used again, after a
     * restart of the machine quickly, so the process must also carry {@code mark}, a path within this very data folder,
     * on its command line.
     */
    public static Optional<ProcessHandle> find(Path pidFile, String mark) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (!pid.matches("[1-9][0-9]{0,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info().commandLine().orElse("").contains(mark));
    }

    /** Asks a process to end, and makes it end when it does not within {@code grace}. */
    public static void end(ProcessHandle process, Duration grace) throws IOException {
        process.destroy();
        if (!gone(process, grace)) {
            process.destroyForcibly();
            if (!gone(process, Duration.ofSeconds(5))) {
                throw new IOException("process " + process.pid() + " cannot be ended");
            }
        }
    }

    private static boolean gone(ProcessHandle process, Duration atMost) throws IOException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (isAlive(process)) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                process.onExit().get(Math.min(left, 50_000_000), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // Look again: an orphan that nobody reaps never exits for Java.
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while process " + process.pid() + " ends");
            }
        }
        return true;
    }

    /** Also false for a dead process that its parent has not reaped, which Java counts as alive. */
    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
