package com.callvault.infra.embedded;

import com.callvault.infra.embedded.StoresException.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** A Redis server as a process of its own, in a session of its own ({@code daemonize}). */
final class EmbeddedRedis implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Path folder;
    private final Path program;
    private final Path log;
    private final int port;
    private final String password;

    private EmbeddedRedis(DataFolder data, int port) throws IOException {
        this.folder = data.resolve("redis");
        this.program = unpack(data);
        this.log = data.log("redis.log");
        this.port = port;
        this.password = data.storesPassword();
    }

    static EmbeddedRedis start(DataFolder data, int port) throws Exception {
        var redis = new EmbeddedRedis(data, port);
        DataFolder.createPrivate(redis.folder);
        redis.close();
        Files.deleteIfExists(redis.settingsFile());
        Files.createFile(
                redis.settingsFile(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(redis.settingsFile(), redis.settings());
        if (Processes.run(redis.log, AT_MOST, redis.startCommand()) != 0 || !redis.answers()) {
            throw new StoresException(Problem.STORE, "Redis did not start, see " + redis.log, null);
        }
        return redis;
    }

    String uri() {
        return "redis://:%s@127.0.0.1:%d".formatted(password, port);
    }

    Path pidFile() {
        return folder.resolve("redis.pid");
    }

    /** Goes to the background by itself. */
    List<String> startCommand() {
        return List.of(program.toString(), settingsFile().toString());
    }

    /** Ends the server of this folder, this process's own or one that a killed process left behind. */
    @Override
    public void close() throws IOException {
        var process = Processes.find(pidFile(), settingsFile().toString());
        if (process.isPresent()) {
            Processes.end(process.get(), Duration.ofSeconds(8));
        }
    }

    private Path settingsFile() {
        return folder.resolve("redis.conf");
    }

    private String settings() {
        return """
                # Written at each start.
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize yes
                # The title keeps the command line, by which an orphan is known again.
                set-proc-title no
                pidfile "%s"
                dir "%s"
                logfile "%s"
                loglevel warning
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory-policy noeviction
                """.formatted(port, password, pidFile(), folder, log);
    }

    private static Path unpack(DataFolder data) throws IOException {
        var name = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        if (name == null) {
            throw new StoresException(Problem.PLATFORM, "no Redis for this machine", null);
        }
        DataFolder.createPrivate(data.resolve("programs"));
        var program =
                data.resolve("programs").resolve(Path.of(name).getFileName().toString());
        if (!Files.exists(program)) {
            var partial = program.resolveSibling(program.getFileName() + ".new");
            try (var packed = EmbeddedRedis.class.getResourceAsStream(name.startsWith("/") ? name : "/" + name)) {
                if (packed == null) {
                    throw new StoresException(Problem.PLATFORM, name + " is not on the class path", null);
                }
                Files.copy(packed, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    /**
     * Waits until the server has loaded what it had. The process that was started has ended by now, its daemon listens
     * or is about to.
     */
    private boolean answers() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < deadline) {
            if (ping().equals("+PONG")) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private String ping() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
            socket.setSoTimeout(1000);
            socket.getOutputStream()
                    .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            lines.readLine();
            var answer = lines.readLine();
            return answer == null ? "" : answer;
        } catch (java.net.ConnectException | java.net.SocketTimeoutException e) {
            return "";
        }
    }
}
